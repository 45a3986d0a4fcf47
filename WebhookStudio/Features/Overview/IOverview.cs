using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Exports;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Workflows;

namespace WebhookStudio.Features.Overview;

/// <summary>How a project does, panel by panel: each is asked for alone, so that one that fails leaves the others.</summary>
/// <remarks>Numbers of attempts are those of the log over the same range, tests left out; numbers of tasks are those of the
/// tasks page. Nothing reads the log from end to end.</remarks>
public interface IOverview
{
    /// <summary>Gets the numbers at the top.</summary>
    Task<Health> HealthAsync(Id<Project> project, LogRange range, CancellationToken cancellationToken);

    /// <summary>Gets the attempts over time.</summary>
    Task<Trend> TrendAsync(Id<Project> project, LogRange range, CancellationToken cancellationToken);

    /// <summary>Gets what somebody should do something about, the most pressing first; all of it.</summary>
    Task<IReadOnlyList<Attention>> AttentionAsync(Id<Project> project, CancellationToken cancellationToken);

    /// <summary>Gets where the tasks are, in the order in which tasks pass through the stages.</summary>
    Task<IReadOnlyList<StageLoad>> StagesAsync(Id<Project> project, CancellationToken cancellationToken);

    /// <summary>Gets the newest failed attempts, at most <see cref="MostFailures"/>, however old.</summary>
    Task<IReadOnlyList<LogLine>> FailuresAsync(Id<Project> project, CancellationToken cancellationToken);

    /// <summary>The most failed attempts that are shown.</summary>
    const int MostFailures = 5;
}

/// <summary>The numbers at the top of the overview.</summary>
public sealed record Health
{
    public required int Held { get; init; }

    public required int Retrying { get; init; }

    /// <summary>Gets the most frequent reason among the held tasks; <see langword="null"/> if none is held.</summary>
    public CauseCount? TopCause { get; init; }

    /// <summary>Gets how many attempts in the range were accepted.</summary>
    public required int Delivered { get; init; }

    /// <summary>Gets how many were in the time of the same length before.</summary>
    public required int DeliveredBefore { get; init; }

    /// <summary>Gets how many attempts in the range were not accepted.</summary>
    public required int Failed { get; init; }

    /// <summary>Gets how long answers in the range took; <see langword="null"/> if there were none.</summary>
    public ResponseTimes? Times { get; init; }

    public required int InLabeling { get; init; }

    /// <summary>Gets the Label stage, if there is exactly one.</summary>
    public StageId? LabelStage { get; init; }

    /// <summary>Gets since when the oldest task waits in a Label stage.</summary>
    public DateTimeOffset? LabelingSince { get; init; }

    public required int Complete { get; init; }

    public required int Tasks { get; init; }

    public int Attempts => Delivered + Failed;
}

/// <summary>A reason why tasks are held, and how many.</summary>
public sealed record CauseCount(AttemptOutcome Outcome, int? StatusCode, int Count)
{
    public string Status => AttemptOutcomes.Status(Outcome, StatusCode);
}

/// <summary>Attempts over time.</summary>
/// <param name="Bars">The range without gaps, the oldest first; the first and the last may be shorter than the others.</param>
/// <param name="Versions">The versions of the workflow that became live within the range.</param>
public sealed record Trend(IReadOnlyList<TrendBar> Bars, IReadOnlyList<VersionMark> Versions)
{
    public int Delivered => Bars.Sum(bar => bar.Delivered);

    public int Failed => Bars.Sum(bar => bar.Failed);
}

/// <summary>The attempts of a part of the range.</summary>
public sealed record TrendBar(DateTimeOffset From, DateTimeOffset To, int Delivered, int Failed);

/// <summary>When a version became live.</summary>
public sealed record VersionMark(int Number, DateTimeOffset At);

/// <summary>Where tasks are.</summary>
/// <param name="Id">The stage.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Kind">What it does.</param>
/// <param name="IsOff">Whether it is a Webhook stage that is switched off.</param>
/// <param name="Count">Its tasks.</param>
/// <param name="Reached">How many tasks are in it or in a stage behind it.</param>
/// <param name="OldestSince">When the oldest of its tasks entered; <see langword="null"/> if it has none, or if it is where tasks end.</param>
public sealed record StageLoad(
    StageId Id, string Name, StageKind Kind, bool IsOff, StageCount Count, int Reached, DateTimeOffset? OldestSince);

/// <summary>Something that somebody should do something about.</summary>
public abstract record Attention;

/// <summary>Tasks of a stage wait for a person.</summary>
public sealed record HeldAttention(StageId Stage, string Name, int Count, IReadOnlyList<CauseCount> Causes, bool CanRerun) : Attention;

/// <summary>Tasks of a stage are retried.</summary>
public sealed record RetryingAttention(StageId Stage, string Name, int Count) : Attention;

/// <summary>The receiver of a stage cannot be reached.</summary>
public sealed record CircuitAttention(StageId Stage, string Name, OpenCircuit Circuit, int Waiting) : Attention;

/// <summary>The live workflow has an error, or advice such as a missing secret.</summary>
public sealed record ProblemAttention(StageId? Stage, string? Name, WorkflowProblem Problem) : Attention;

/// <summary>A stage is switched off.</summary>
public sealed record OffAttention(StageId Stage, string Name, int Waiting) : Attention;

/// <summary>A task waits for a person to label or review it for longer than <see cref="After"/>.</summary>
public sealed record WaitingAttention(StageId Stage, string Name, DateTimeOffset Since, int Here) : Attention
{
    public static readonly TimeSpan After = TimeSpan.FromHours(24);
}

/// <summary>Somebody has changed the workflow and not saved it.</summary>
public sealed record DraftAttention(string By, int Stages, DateTimeOffset At) : Attention;

/// <summary>An export failed within the last day.</summary>
public sealed record ExportAttention(Id<Export> Export, string Problem, DateTimeOffset At) : Attention;

/// <summary>An alert could not be sent.</summary>
public sealed record AlertAttention(string Result, DateTimeOffset At) : Attention;
