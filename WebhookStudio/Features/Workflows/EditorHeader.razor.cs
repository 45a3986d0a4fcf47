using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Features.Workflows;

/// <summary>Says what is live and what is not yet, and saves.</summary>
public sealed partial class EditorHeader : ComponentBase
{
    [Parameter, EditorRequired]
    public required WorkflowView View { get; set; }

    [Parameter, EditorRequired]
    public required CanvasModel Model { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<WorkflowProblem> Problems { get; set; }

    [Parameter]
    public bool CanEdit { get; set; }

    [Parameter]
    public bool Saving { get; set; }

    [Parameter]
    public bool ShowsList { get; set; }

    /// <summary>Gets or sets whether there is no room for the canvas.</summary>
    [Parameter]
    public bool Narrow { get; set; }

    [Parameter]
    public EventCallback OnSave { get; set; }

    [Parameter]
    public EventCallback OnDiscard { get; set; }

    [Parameter]
    public EventCallback OnUndo { get; set; }

    [Parameter]
    public EventCallback OnRedo { get; set; }

    [Parameter]
    public EventCallback<WorkflowProblem> OnProblem { get; set; }

    /// <summary>Gets or sets what takes <c>canvas</c> or <c>list</c>.</summary>
    [Parameter]
    public EventCallback<string> OnView { get; set; }

    private int Errors => Problems.Count(problem => problem.Severity is ProblemSeverity.Error);

    private string ProblemWords
    {
        get
        {
            var warnings = Problems.Count - Errors;
            var errors = StageFace.Number(Errors, "error");

            return (Errors, warnings) switch
            {
                (0, _) => StageFace.Number(warnings, "warning"),
                (_, 0) => errors,
                _ => $"{errors}, {StageFace.Number(warnings, "warning")}",
            };
        }
    }

    private static string Words(string verb, string? step) => step is null ? $"{verb}: nothing" : $"{verb}: {step}";
}
