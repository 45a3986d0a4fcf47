using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Tasks;

/// <summary>Finds since when a stage has not been answered with what it waits for.</summary>
/// <remarks>The tallies say in which five minutes to look, so that no more lines of the log are read than lie in these.</remarks>
internal static class SilentSince
{
    /// <summary>The line of an attempt is made when it has begun or has ended: so much its identifier may differ from its time.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(15);

    /// <summary>Gets the first failure after the last accepted attempt, tests apart; <see langword="null"/> if there is none.</summary>
    public static async Task<DateTimeOffset?> FindAsync(
        StudioDbContext db, Id<Project> project, StageId stage, CancellationToken cancellationToken)
    {
        var tallies = db.Set<AttemptTally>().AsNoTracking().Where(t =>
            t.ProjectId == project && t.StageId == stage && t.Trigger != AttemptTrigger.Test);
        var accepted = await tallies.Where(t => t.Accepted).OrderByDescending(t => t.Slot).Select(t => (long?)t.Slot)
            .FirstOrDefaultAsync(cancellationToken);
        var last = DateTimeOffset.MinValue;

        if (accepted is { } slot)
        {
            last = await Within(db, project, stage, slot).Where(a => a.Accepted)
                .MaxAsync(a => (DateTimeOffset?)a.StartedAt, cancellationToken) ?? TallySlot.Start(slot);
        }

        // The failures of the slot of the last success may all lie before it.
        var since = accepted ?? 0;
        var slots = await tallies.Where(t => !t.Accepted && t.Slot >= since).OrderBy(t => t.Slot).Select(t => t.Slot)
            .Distinct().OrderBy(each => each).Take(2).ToListAsync(cancellationToken);

        foreach (var failed in slots)
        {
            if (await Within(db, project, stage, failed).Where(a => !a.Accepted && a.StartedAt > last)
                .MinAsync(a => (DateTimeOffset?)a.StartedAt, cancellationToken) is { } first)
            {
                return first;
            }
        }

        return null;
    }

    private static IQueryable<DeliveryAttempt> Within(StudioDbContext db, Id<Project> project, StageId stage, long slot)
    {
        var (from, to) = (TallySlot.Start(slot), TallySlot.Start(slot + 1));
        var (first, end) = (
            Id<DeliveryAttempt>.FirstOf(from - Margin), Id<DeliveryAttempt>.FirstOf(to + Margin));

        return db.Attempts.AsNoTracking().Where(a =>
            a.ProjectId == project && a.StageId == stage && a.Id.CompareTo(first) >= 0 && a.Id.CompareTo(end) < 0
            && a.StartedAt >= from && a.StartedAt < to && a.Trigger != AttemptTrigger.Test);
    }
}
