using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Counts attempts without reading the log: what charts and numbers are made of.</summary>
public interface IDeliveryTallies
{
    /// <summary>Counts attempts by how they ended, bar by bar of a range.</summary>
    /// <returns>What has no attempt is missing.</returns>
    Task<IReadOnlyList<AttemptSum>> CountAsync(
        Id<Project> project, DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken cancellationToken);

    /// <summary>Sums up what was delivered and what failed, bar by bar of a range, tests apart. It costs a third of
    /// <see cref="CountAsync"/>.</summary>
    /// <returns>What has no attempt is missing.</returns>
    Task<IReadOnlyList<AttemptBar>> SumAsync(
        Id<Project> project, DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken cancellationToken);

    /// <summary>Tells how long receivers take to answer, tests apart.</summary>
    /// <returns><see langword="null"/> if none has answered.</returns>
    Task<ResponseTimes?> TimesAsync(
        Id<Project> project, StageId? stage, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);
}

/// <summary>Attempts of one stage that began within one bar and ended alike.</summary>
/// <param name="Bar">The number of the bar; 0 is the one that the range begins in. Bars begin at whole multiples of their length since
/// midnight UTC, so that the first and the last of a range may be cut.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Trigger">What started them.</param>
/// <param name="Outcome">How they ended.</param>
/// <param name="StatusCode">The number answered, if one was.</param>
/// <param name="Accepted">Whether they count as delivered.</param>
/// <param name="Count">How many; 1 or more.</param>
public sealed record AttemptSum(
    int Bar, StageId Stage, AttemptTrigger Trigger, AttemptOutcome Outcome, int? StatusCode, bool Accepted, int Count);

/// <summary>Attempts that began within one bar.</summary>
/// <param name="Bar">The number of the bar, as in <see cref="AttemptSum"/>.</param>
/// <param name="Delivered">How many were accepted.</param>
/// <param name="Failed">How many were not.</param>
public sealed record AttemptBar(int Bar, int Delivered, int Failed);

/// <summary>How long answers took, in milliseconds, 5 % more or less.</summary>
/// <param name="Median">Half of the answers took no longer.</param>
/// <param name="P95">19 of 20 answers took no longer.</param>
/// <param name="Answers">How many answers there were.</param>
public sealed record ResponseTimes(double Median, double P95, int Answers);

/// <inheritdoc />
internal sealed class DeliveryTallies(IDbContextFactory<StudioDbContext> contexts) : IDeliveryTallies
{
    // What took longer than 1,000 s is one class.
    private const long LongestClass = 1_000_000_000;

    // Half of a class above and below the value that stands for it: 24 classes to a power of ten.
    private static readonly double HalfClass = Math.Pow(10, -0.5 / 24);

    public async Task<IReadOnlyList<AttemptSum>> CountAsync(
        Id<Project> project, DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken cancellationToken)
    {
        var (first, end, width) = (TallySlot.Of(from), TallySlot.Of(to), step.Ticks / TallySlot.Width.Ticks);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var sums = await db.Set<AttemptTally>().AsNoTracking()
            .Where(t => t.ProjectId == project && t.Slot >= first && t.Slot < end)
            .GroupBy(t => new { Bar = t.Slot / width, t.StageId, t.Trigger, t.Outcome, t.StatusCode, t.Accepted })
            .Select(group => new { group.Key, Count = group.Sum(t => t.Count) })
            .ToListAsync(cancellationToken);

        return
        [
            .. sums.Select(sum => new AttemptSum(
                (int)(sum.Key.Bar - (first / width)), sum.Key.StageId, sum.Key.Trigger, sum.Key.Outcome,
                sum.Key.StatusCode == 0 ? null : sum.Key.StatusCode, sum.Key.Accepted, sum.Count)),
        ];
    }

    public async Task<IReadOnlyList<AttemptBar>> SumAsync(
        Id<Project> project, DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken cancellationToken)
    {
        var (first, end, width) = (TallySlot.Of(from), TallySlot.Of(to), step.Ticks / TallySlot.Width.Ticks);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var sums = await db.Set<AttemptTally>().AsNoTracking()
            .Where(t => t.ProjectId == project && t.Slot >= first && t.Slot < end && t.Trigger != AttemptTrigger.Test)
            .GroupBy(t => t.Slot / width)
            .Select(bar => new
            {
                bar.Key,
                Delivered = bar.Sum(t => t.Accepted ? t.Count : 0),
                Failed = bar.Sum(t => t.Accepted ? 0 : t.Count),
            })
            .ToListAsync(cancellationToken);

        return [.. sums.Select(sum => new AttemptBar((int)(sum.Key - (first / width)), sum.Delivered, sum.Failed))];
    }

    public async Task<ResponseTimes?> TimesAsync(
        Id<Project> project, StageId? stage, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var (first, end) = (TallySlot.Of(from), TallySlot.Of(to));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var classes = await db.Set<ResponseTally>().AsNoTracking()
            .Where(t => t.ProjectId == project && t.Slot >= first && t.Slot < end && (stage == null || t.StageId == stage))
            .GroupBy(t => t.Longest)
            .Select(group => new Class(group.Key, group.Sum(t => t.Count)))
            .ToListAsync(cancellationToken);
        var answers = classes.Sum(found => found.Count);
        classes.Sort((one, other) => one.Longest.CompareTo(other.Longest));

        return answers == 0 ? null : new(Share(0.5), Share(0.95), answers);

        double Share(double share)
        {
            var wanted = Math.Ceiling(answers * share);
            var (sum, longest) = (0, 0L);

            foreach (var found in classes.TakeWhile(_ => sum < wanted))
            {
                (sum, longest) = (sum + found.Count, found.Longest);
            }

            return Math.Min(longest, LongestClass) / 1000.0 * HalfClass;
        }
    }

    private sealed record Class(long Longest, int Count);
}
