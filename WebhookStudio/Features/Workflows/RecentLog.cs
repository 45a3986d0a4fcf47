using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows;

/// <summary>Reads the end of a stage's log.</summary>
public interface IRecentLog
{
    /// <summary>Gets the newest lines, newest first.</summary>
    Task<IReadOnlyList<RecentLine>> LastAsync(
        Id<Project> project, StageId stage, int count, CancellationToken cancellationToken);
}

/// <summary>A line of the log: <c>[Date][Status] external_id</c>.</summary>
public sealed record RecentLine(
    Id<DeliveryAttempt> AttemptId,
    DateTimeOffset At,
    AttemptOutcome Outcome,
    int? StatusCode,
    bool Accepted,
    string ExternalId)
{
    /// <summary>Gets what started the attempt.</summary>
    public AttemptTrigger Trigger { get; init; }

    /// <summary>Gets the number answered or the word.</summary>
    public string Status => AttemptOutcomes.Status(Outcome, StatusCode);
}

/// <inheritdoc cref="IRecentLog"/>
internal sealed class RecentLog(IDbContextFactory<StudioDbContext> contexts) : IRecentLog
{
    public async Task<IReadOnlyList<RecentLine>> LastAsync(
        Id<Project> project, StageId stage, int count, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        return await db.Attempts.AsNoTracking()
            .Where(attempt => attempt.ProjectId == project && attempt.StageId == stage)
            .OrderByDescending(attempt => attempt.Id)
            .Take(count)
            .Select(attempt => new RecentLine(
                attempt.Id,
                attempt.StartedAt,
                attempt.Outcome,
                attempt.StatusCode,
                attempt.Accepted,
                attempt.ExternalId)
            {
                Trigger = attempt.Trigger,
            })
            .ToListAsync(cancellationToken);
    }
}
