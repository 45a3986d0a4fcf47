using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Canvas;
using WebhookStudio.Features.Workflows.Drafts;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Workflows;

/// <summary>Says what is live and what is not yet, and saves.</summary>
public sealed partial class EditorHeader : ComponentBase
{
    private const int MostNamed = 2;

    [Inject]
    public required BrowserTime Time { get; init; }

    [Parameter, EditorRequired]
    public required WorkflowView View { get; set; }

    [Parameter, EditorRequired]
    public required CanvasModel Model { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<WorkflowProblem> Problems { get; set; }

    [Parameter]
    public bool CanEdit { get; set; }

    /// <summary>Gets or sets how far the draft is stored.</summary>
    [Parameter]
    public DraftState Draft { get; set; }

    /// <summary>Gets or sets who else edits.</summary>
    [Parameter]
    public IReadOnlyList<OtherEditor> Others { get; set; } = [];

    /// <summary>Gets or sets what stands behind Save.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }

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

    private string? Title(OtherEditor other) =>
        other.DraftAt is { } at ? $"Changes that are not live, last edited {Time.Relative(at)}" : null;

    private static string Words(string verb, string? step) => step is null ? $"{verb}: nothing" : $"{verb}: {step}";
}
