using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>The three dots of a stage.</summary>
public sealed partial class StageMenu : ComponentBase
{
    [Parameter, EditorRequired]
    public required StageFace Face { get; set; }

    [Parameter, EditorRequired]
    public required CanvasModel Model { get; set; }

    [Parameter, EditorRequired]
    public Id<Project> Project { get; set; }

    [Parameter, EditorRequired]
    public required string ProjectUrl { get; set; }

    /// <summary>Gets or sets who is signed in.</summary>
    [Parameter]
    public string Email { get; set; } = "";

    [Parameter]
    public bool CanEdit { get; set; }

    /// <summary>Gets or sets why nothing can be re-run now, or <see langword="null"/>.</summary>
    [Parameter]
    public string? RerunReason { get; set; }

    [Parameter]
    public EventCallback OnRerun { get; set; }

    [Parameter]
    public EventCallback OnTest { get; set; }

    [Parameter]
    public EventCallback OnDuplicate { get; set; }

    [Parameter]
    public EventCallback OnSwitch { get; set; }

    [Parameter]
    public EventCallback OnDelete { get; set; }

    private Stage Stage => Face.Stage;

    /// <summary>Names what is re-run: held tasks, tasks that wait for a retry, or both together.</summary>
    private string RerunWords => Face.Count switch
    {
        { Failing: 0 } => "Re-run held tasks",
        { Retrying: 0, Held: var held } => $"Re-run {StageFace.Number(held, "held task")}",
        { Held: 0, Retrying: var retrying } => $"Re-run {StageFace.Number(retrying, "retrying task")}",
        { Failing: var both } => $"Re-run {StageFace.Number(both, "task")}",
    };
}
