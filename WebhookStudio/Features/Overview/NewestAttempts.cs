using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Features.Overview;

/// <summary>Finds attempts of a kind that may be rare. The tallies say in which five minutes there are some; only those are
/// read in the log.</summary>
internal static class NewestAttempts
{
    /// <summary>Gets the newest attempts of a kind.</summary>
    /// <param name="db">The database.</param>
    /// <param name="project">The project.</param>
    /// <param name="tallies">The kind, in the tallies.</param>
    /// <param name="attempts">The same kind, in the log.</param>
    /// <param name="most">The most that are wanted.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    public static async Task<IReadOnlyList<LogLine>> NewestAsync(
        this StudioDbContext db,
        Id<Project> project,
        Expression<Func<AttemptTally, bool>> tallies,
        Expression<Func<DeliveryAttempt, bool>> attempts,
        int most,
        CancellationToken cancellationToken)
    {
        var slots = await db.Set<AttemptTally>().AsNoTracking().Where(tally => tally.ProjectId == project).Where(tallies)
            .OrderByDescending(tally => tally.Slot).Take(most)
            .Select(tally => tally.Slot)
            .ToListAsync(cancellationToken);
        var found = new List<LogLine>();

        foreach (var slot in slots.Distinct().TakeWhile(_ => found.Count < most))
        {
            var from = Id<DeliveryAttempt>.FirstOf(TallySlot.Start(slot));
            var to = Id<DeliveryAttempt>.FirstOf(TallySlot.Start(slot + 1));
            var lines = await db.Attempts.AsNoTracking()
                .Where(attempt => attempt.ProjectId == project && attempt.Id >= from && attempt.Id < to)
                .Where(attempts)
                .OrderByDescending(attempt => attempt.Id).Take(most - found.Count)
                .ToListAsync(cancellationToken);
            found.AddRange(lines.Select(LogLine.Of));
        }

        return found;
    }
}
