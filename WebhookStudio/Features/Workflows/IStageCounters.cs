using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows;

/// <summary>Counts tasks by stage and state. Every number shown on a screen comes from here, so that they agree.</summary>
public interface IStageCounters
{
    /// <summary>Counts the stages of a project; stages without tasks are missing.</summary>
    Task<IReadOnlyDictionary<StageId, StageCount>> CountAsync(Id<Project> project, CancellationToken cancellationToken);
}

/// <summary>The tasks in a stage.</summary>
/// <param name="Here">All of them.</param>
/// <param name="Held">Those that wait for a person because their webhook failed.</param>
/// <param name="Retrying">Those whose webhook failed and is retried by itself.</param>
/// <param name="Sending">Those whose webhook is on its way or about to be.</param>
/// <param name="LastFailure">The newest failure among held and retrying, or <see langword="null"/>.</param>
public sealed record StageCount(int Here, int Held, int Retrying, int Sending, StageFailure? LastFailure)
{
    /// <summary>Gets those of <see cref="Sending"/> that are not on their way yet.</summary>
    public int Pending { get; init; }

    public static StageCount None { get; } = new(0, 0, 0, 0, null);

    /// <summary>Gets the tasks whose webhook waits for its next attempt, the first or a later one.</summary>
    public int Waiting => Pending + Retrying;

    /// <summary>Gets the tasks whose webhook has failed: what the warning badge shows.</summary>
    public int Failing => Held + Retrying;
}

/// <summary>Why a stage's newest failed attempt failed.</summary>
public sealed record StageFailure(AttemptOutcome Outcome, int? StatusCode, DateTimeOffset At)
{
    /// <summary>Gets the number answered or the word, such as <c>503</c> or <c>Timed out</c>.</summary>
    public string Status => AttemptOutcomes.Status(Outcome, StatusCode);
}
