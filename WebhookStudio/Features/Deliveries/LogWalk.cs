using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Finds lines by what the tallies know of them, without an index for it and without reading the whole log.</summary>
/// <remarks>The tallies tell in which five minutes there is a line that matches. Only those are read, and only as many as a page
/// needs. Where all lines match, the log is read as it lies.</remarks>
internal sealed class LogWalk(StudioDbContext db, LogCriteria criteria)
{
    // What lies between two lines that match is read as well, if it is no more than this: one query instead of many.
    private const int ReadThrough = 5_000;

    /// <summary>Reads one line more than a page has, so that it is known whether there are more.</summary>
    /// <returns>Identifiers in the direction of the walk.</returns>
    public async Task<IReadOnlyList<Id<DeliveryAttempt>>> ReadAsync(LogCursor cursor, CancellationToken cancellationToken)
    {
        var isUp = cursor.Before is null && cursor.After is not null;
        var attempts = criteria.OfProject(db);
        attempts = (cursor.Before, cursor.After) switch
        {
            ({ } before, _) => attempts.Where(a => a.Id < before),
            (_, { } after) => attempts.Where(a => a.Id > after),
            _ => attempts,
        };
        var skip = cursor is { Before: null, After: null } ? cursor.Skip : 0;

        if (criteria.IsOpen && skip == 0)
        {
            return await TakeAsync(attempts, isUp, 0, cursor.Size + 1, cancellationToken);
        }

        var (slots, left) = await SlotsAsync(cursor, isUp, skip, cancellationToken);
        var found = new List<Id<DeliveryAttempt>>();

        foreach (var window in await MergeAsync(slots, isUp, cancellationToken))
        {
            var inside = attempts.Where(a => a.Id >= window.From && a.Id < window.To);
            found.AddRange(await TakeAsync(inside, isUp, left, cursor.Size + 1 - found.Count, cancellationToken));
            left = 0;

            if (found.Count > cursor.Size)
            {
                break;
            }
        }

        return found;
    }

    /// <summary>Counts the lines that are newer than one.</summary>
    public async Task<int> CountNewerAsync(Id<DeliveryAttempt> line, CancellationToken cancellationToken)
    {
        var slot = TallySlot.Of(LogMark.Second(line));
        var end = Id<DeliveryAttempt>.FirstOf(TallySlot.Start(slot + 1));
        var newer = await Tallies().Where(t => t.Slot > slot).SumAsync(t => t.Count, cancellationToken);
        var beside = await criteria.OfProject(db).CountAsync(a => a.Id > line && a.Id < end, cancellationToken);

        return newer + beside;
    }

    /// <summary>Gets where the newest lines that match lie.</summary>
    /// <param name="before">The line to begin after; from the newest on if it is <see langword="null"/>.</param>
    /// <param name="lines">How many lines are wanted.</param>
    /// <param name="windows">How many windows are read at most.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The windows, and whether older lines that match lie beyond them.</returns>
    public async Task<(IReadOnlyList<Window> Windows, bool HasMore)> StretchAsync(
        Id<DeliveryAttempt>? before, int lines, int windows, CancellationToken cancellationToken)
    {
        var tallies = Tallies();

        if (before is { } line)
        {
            var at = TallySlot.Of(LogMark.Second(line));
            tallies = tallies.Where(t => t.Slot <= at);
        }

        // More five minutes than windows: those that follow one another are one.
        var slots = await Sum(tallies).OrderByDescending(slot => slot.Number).Take((windows * 4) + 1).ToListAsync(cancellationToken);
        var needed = slots.Take(windows * 4).ToList();
        var (count, sum) = (0, 0);

        while (count < needed.Count && sum < lines)
        {
            // Those of the first may all lie beyond the line.
            sum += count == 0 && before is not null ? 0 : needed[count].Count;
            count++;
        }

        var found = criteria.IsOpen && count > 0
            ? [Window.Of(needed[..count])]
            : Runs(needed.Take(count), -1).Take(windows).ToList();

        return (found, slots.Count > 0 && found.Count > 0 && found[^1].From > Id<DeliveryAttempt>.FirstOf(TallySlot.Start(slots[^1].Number)));
    }

    /// <summary>Gets the five minutes that a page is found in, and how many lines of the first of them come before it.</summary>
    private async Task<(List<Slot> Slots, int Skip)> SlotsAsync(
        LogCursor cursor, bool isUp, int skip, CancellationToken cancellationToken)
    {
        var tallies = Tallies();

        if ((cursor.Before ?? cursor.After) is { } line)
        {
            var at = TallySlot.Of(LogMark.Second(line));
            tallies = isUp ? tallies.Where(t => t.Slot >= at) : tallies.Where(t => t.Slot <= at);
        }

        var slots = isUp ? Sum(tallies).OrderBy(slot => slot.Number) : Sum(tallies).OrderByDescending(slot => slot.Number);

        // Each of them has a line at least, but for the first, whose lines may all lie beyond the cursor.
        var found = await (skip == 0 ? slots.Take(cursor.Size + 2) : slots).ToListAsync(cancellationToken);
        var first = 0;

        while (first < found.Count && found[first].Count <= skip)
        {
            skip -= found[first++].Count;
        }

        var last = first;

        for (var sum = -skip; last < found.Count && sum <= cursor.Size; last++)
        {
            sum += last == first && skip == 0 && (cursor.Before ?? cursor.After) is not null ? 0 : found[last].Count;
        }

        return (found[first..last], skip);
    }

    private async Task<IReadOnlyList<Window>> MergeAsync(List<Slot> slots, bool isUp, CancellationToken cancellationToken)
    {
        if (slots.Count == 0)
        {
            return [];
        }

        var (low, high) = isUp ? (slots[0].Number, slots[^1].Number) : (slots[^1].Number, slots[0].Number);
        var all = await db.Set<AttemptTally>().AsNoTracking()
            .Where(t => t.ProjectId == criteria.Query.Project && t.Slot >= low && t.Slot <= high)
            .SumAsync(t => t.Count, cancellationToken);

        return all <= ReadThrough ? [Window.Of(slots)] : [.. Runs(slots, isUp ? 1 : -1)];
    }

    /// <summary>Makes windows of five minutes that follow one another.</summary>
    private static IEnumerable<Window> Runs(IEnumerable<Slot> slots, int step)
    {
        var run = new List<Slot>();

        foreach (var slot in slots)
        {
            if (run.Count > 0 && slot.Number != run[^1].Number + step)
            {
                yield return Window.Of(run);
                run.Clear();
            }

            run.Add(slot);
        }

        if (run.Count > 0)
        {
            yield return Window.Of(run);
        }
    }

    private IQueryable<AttemptTally> Tallies() => criteria.Where(db.Set<AttemptTally>().AsNoTracking());

    private static IQueryable<Slot> Sum(IQueryable<AttemptTally> tallies) => tallies.GroupBy(t => t.Slot)
        .Select(group => new Slot { Number = group.Key, Count = group.Sum(t => t.Count) });

    private static async Task<List<Id<DeliveryAttempt>>> TakeAsync(
        IQueryable<DeliveryAttempt> attempts, bool isUp, int skip, int count, CancellationToken cancellationToken)
    {
        var ordered = isUp ? attempts.OrderBy(a => a.Id) : attempts.OrderByDescending(a => a.Id);
        var from = skip == 0 ? ordered : ordered.Skip(skip);

        return await from.Take(count).Select(a => a.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Identifiers of some five minutes.</summary>
    /// <param name="From">The first.</param>
    /// <param name="To">The first that does not belong to it.</param>
    /// <param name="Count">How many lines among them match.</param>
    internal sealed record Window(Id<DeliveryAttempt> From, Id<DeliveryAttempt> To, int Count)
    {
        /// <summary>Makes the window of slots that are in order, in either direction.</summary>
        public static Window Of(List<Slot> slots)
        {
            var (low, high) = slots[0].Number < slots[^1].Number ? (slots[0], slots[^1]) : (slots[^1], slots[0]);

            return new(
                Id<DeliveryAttempt>.FirstOf(TallySlot.Start(low.Number)), Id<DeliveryAttempt>.FirstOf(TallySlot.Start(high.Number + 1)),
                slots.Sum(slot => slot.Count));
        }
    }

    /// <summary>How many lines match in five minutes.</summary>
    internal sealed class Slot
    {
        public required long Number { get; init; }

        public required int Count { get; init; }
    }
}
