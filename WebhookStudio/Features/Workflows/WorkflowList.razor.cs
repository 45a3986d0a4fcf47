using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Features.Workflows;

/// <summary>The workflow as a table of stages.</summary>
public sealed partial class WorkflowList : ComponentBase
{
    [Parameter, EditorRequired]
    public required CanvasModel Model { get; set; }

    [Parameter, EditorRequired]
    public required Func<Stage, StageFace> Face { get; set; }

    [Parameter, EditorRequired]
    public required string ProjectUrl { get; set; }

    /// <summary>Gets or sets what does an edit, as on the canvas.</summary>
    [Parameter, EditorRequired]
    public required Func<string, Action, Task<bool>> Edit { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    [Parameter]
    public EventCallback<StageId> OnOpen { get; set; }

    [Parameter]
    public EventCallback<StageId> OnDelete { get; set; }

    private async Task AddAsync(StageKind kind) =>
        await Edit($"{kind} added", () => Model.Add(kind, StageLayout.Free(Model.Draft, null)));

    private async Task RenameAsync(StageId stage, string? name) =>
        await Edit($"Renamed to {name}", () => Model.Rename(stage, name ?? ""));
}
