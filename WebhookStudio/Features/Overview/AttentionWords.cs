using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Overview;

/// <summary>What the list of what needs attention says of each thing.</summary>
/// <param name="Tone">The tone of its glyph.</param>
/// <param name="Glyph">The glyph.</param>
/// <param name="Title">What is wrong.</param>
/// <param name="Text">Why, or what follows from it.</param>
/// <param name="Button">What the button says that leads to where it is mended.</param>
/// <param name="Link">Where that is, within the project.</param>
internal sealed record AttentionWords(string Tone, string Glyph, string Title, string Text, string Button, string Link)
{
    public static AttentionWords Of(Attention attention, TimeProvider clock) => attention switch
    {
        HeldAttention held => new(
            "is-error", "s-held", $"{held.Name} holds {OverviewWords.Tasks(held.Count)}", OverviewWords.Causes(held.Causes), "Tasks",
            $"tasks?stage={held.Stage}&view=held"),
        CircuitAttention circuit => new(
            "is-error", "s-held", $"{circuit.Name} cannot reach its receiver",
            $"{circuit.Circuit.Cause.Word} since {Ago(circuit.Circuit.Since, clock)}; tried again by single deliveries", "Open",
            $"workflow?stage={circuit.Stage}"),
        ProblemAttention problem => new(
            problem.Problem.Severity is ProblemSeverity.Error ? "is-error" : "is-warning", "s-warning",
            problem.Name ?? "The live workflow has an error", problem.Problem.Message, "Open",
            problem.Stage is { } stage ? $"workflow?stage={stage}" : "workflow"),
        AlertAttention alert => new(
            "is-error", "s-failed", "An alert could not be sent", alert.Result, "Settings", "settings"),
        ExportAttention export => new("is-error", "s-failed", "An export failed", export.Problem, "Exports", "exports"),
        RetryingAttention retrying => new(
            "is-warning", "s-retrying", $"{retrying.Name} retries {OverviewWords.Tasks(retrying.Count)}",
            "They are sent again by themselves", "View tasks", $"tasks?stage={retrying.Stage}&view=retrying"),
        OffAttention off => new(
            "is-neutral", "s-off", $"{off.Name} is switched off",
            off.Waiting > 0 ? $"New tasks pass; {OverviewWords.Tasks(off.Waiting)} in it wait" : "Tasks pass it without a webhook",
            "Open", $"workflow?stage={off.Stage}"),
        WaitingAttention waiting => new(
            "is-warning", "s-warning", $"A task in {waiting.Name} has waited {OverviewWords.Age(clock.GetUtcNow() - waiting.Since)}",
            $"{OverviewWords.Tasks(waiting.Here)} {(waiting.Here == 1 ? "is" : "are")} there", "View tasks",
            $"tasks?stage={waiting.Stage}&sort=-time"),
        DraftAttention draft => new(
            "is-neutral", "s-queued", "Workflow draft is not live",
            $"{(draft.Stages == 1 ? "1 change" : $"{draft.Stages} changes")} by {draft.By}, last edit {Ago(draft.At, clock)} ago", "Open",
            "workflow"),
        _ => throw new ArgumentOutOfRangeException(nameof(attention), attention.GetType().Name, "It has no words."),
    };

    private static string Ago(DateTimeOffset at, TimeProvider clock) => OverviewWords.Age(clock.GetUtcNow() - at);
}
