using WebhookStudio.Components.Shared;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>What a stage card says, in words.</summary>
/// <param name="Stage">The stage as edited.</param>
/// <param name="Count">Its tasks.</param>
/// <param name="Facts">Counts of the project.</param>
/// <param name="Problems">What is wrong with the stage.</param>
public sealed record StageFace(Stage Stage, StageCount Count, WorkflowFacts Facts, IReadOnlyList<WorkflowProblem> Problems)
{
    /// <summary>Gets the bulk runs that are shown with the stage: those that go on, and a last one that failed as a whole.</summary>
    public IReadOnlyList<BulkRunProgress> Runs { get; init; } = [];

    /// <summary>Gets the newest bulk run that goes on; <see langword="null"/> if there is none.</summary>
    public BulkRunProgress? Run => Runs.FirstOrDefault(run => run.IsActive);

    /// <summary>Gets what the footer says about <see cref="Run"/>.</summary>
    public string RunText => Run is { } run
        ? $"{(run.Status is BulkRunStatus.Paused ? "Paused" : "Re-running")} {run.Sent + run.Gone} / {run.Total}"
        : "";

    /// <summary>Gets how much of <see cref="Run"/> is done, in percent.</summary>
    public int? RunDone => Run is { } run ? 100 * (run.Sent + run.Gone) / Math.Max(1, run.Total) : null;

    /// <summary>Gets whether the stage is a Webhook stage that is switched off.</summary>
    public bool IsOff => Stage.Settings is WebhookStageSettings { Enabled: false };

    /// <summary>Gets what keeps its deliveries waiting.</summary>
    public StageHealth Health { get; init; } = StageHealth.Fine;

    /// <summary>Gets the first error of the settings, which keeps the workflow from being saved; <see langword="null"/> if there is none.</summary>
    public WorkflowProblem? Setup => Problems.FirstOrDefault(
        problem => problem is { Severity: ProblemSeverity.Error, Field: not "next" });

    /// <summary>Gets the second line of the card.</summary>
    public string Summary => Stage.Settings switch
    {
        _ when Setup is { } problem => $"Needs setup: {Words(problem)}",
        StartStageSettings => Count.Here > 0 && Facts.Tasks > 0 ? "Waits for Next stage" : Number(Facts.Batches, "batch", "batches"),
        LabelStageSettings when Facts is { Tools: 0, Questions: 0 } => "No classes yet",
        LabelStageSettings => $"{Number(Facts.Tools, "tool")}, {Number(Facts.Questions, "question")}",
        ReviewStageSettings review => $"{Reviewers(review)}{(review.ReadOnly ? ", read-only" : "")}",
        HoldStageSettings => "Waits until forwarded",
        LogicStageSettings logic => $"{Number(logic.Rules.Length, "rule")}, first match wins",
        WebhookStageSettings { Enabled: false } => "Tasks pass straight through",
        _ when Health.Circuit is not null => StudioState.Unreachable.Word,
        _ when Health.Blocked is { } blocked => blocked.Sentence,
        WebhookStageSettings webhook => WebhookUrl.Display(webhook.Url),
        _ => "Ready to export",
    };

    /// <summary>Gets the words after the number in the footer.</summary>
    public string HereWord => Stage.Kind is StageKind.Complete ? "done" : "here";

    /// <summary>Gets what the badge tells about the failed webhooks.</summary>
    public string BadgeText(Func<DateTimeOffset, string> relative)
    {
        var tasks = Count switch
        {
            { Held: 0 } => $"{Number(Count.Retrying, "task")} retrying",
            { Retrying: 0 } => $"{Number(Count.Held, "task")} held",
            _ => $"{Number(Count.Held, "task")} held, {Count.Retrying} retrying",
        };

        return Count.LastFailure is { } last
            ? $"{tasks} - last attempt: {last.Status}, {relative(last.At)}. Open"
            : $"{tasks}. Open";
    }

    /// <summary>Gets the accessible name of the card.</summary>
    public string Label(Workflow workflow)
    {
        var kind = $"{Stage.Kind.ToString().ToLowerInvariant()} stage";
        var parts = new List<string> { Stage.Name, kind, Number(Count.Here, "task") };

        if (Count.Held > 0)
        {
            parts.Add($"{Count.Held} held");
        }

        if (Count.Retrying > 0)
        {
            parts.Add($"{Count.Retrying} retrying");
        }

        parts.Add(RunText);
        parts.Add(Setup is null ? IsOff ? "off" : "" : "needs setup");

        parts.Add(IsOff ? "" : Health.Words);
        parts.AddRange(Stage.OutputsIn(Facts.Names).Select(port => Connected(port, workflow)));

        return string.Join(", ", parts.Where(part => part.Length > 0));
    }

    public static string Number(int number, string one, string? many = null) =>
        number == 1 ? $"1 {one}" : $"{number} {many ?? one + "s"}";

    private static string Reviewers(ReviewStageSettings review) =>
        review.AssignedTo.IsDefaultOrEmpty ? "Anyone may review" : Number(review.AssignedTo.Length, "reviewer");

    private string Connected(OutputPort port, Workflow workflow)
    {
        var name = port.IsPlain ? "" : $"output {port.Name} ";

        return Stage.To(port.Output) is { } next && workflow.Find(next) is { } target
            ? $"{name}connected to {target.Name}"
            : $"{name}not connected";
    }

    private string Words(WorkflowProblem problem) =>
        problem.Message.Replace(Stage.Name + ": ", "", StringComparison.Ordinal).TrimEnd('.') switch
        {
            "add a URL" => "add a URL",
            _ when problem.Field == "url" => "fix the URL",
            _ when problem.Code == "webhook.host" => "confirm the host",
            _ when problem.Field == "secret" => "add a secret",
            _ when problem.Field == "token" => "add a token",
            _ when problem.Field == "name" => "fix the name",
            _ when problem.Code == "logic.rules" => "fix the rules",
            _ => "see settings",
        };
}
