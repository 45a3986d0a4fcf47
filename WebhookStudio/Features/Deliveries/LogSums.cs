using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Makes bars and counts of what a query of the log finds.</summary>
internal sealed class LogSums(LogCriteria criteria, LogChart frame)
{
    private readonly long _width = frame.Step.Ticks / TallySlot.Width.Ticks;

    /// <summary>Gets the time that the bars of a query cover; without a span, all that the project's log has.</summary>
    public static async Task<LogChart> FrameAsync(StudioDbContext db, LogQuery query, CancellationToken cancellationToken)
    {
        if (query.Span is { } span)
        {
            return new(span.From, span.To, LogRange.Between(span.From, span.To).Step, []);
        }

        var tallies = db.Set<AttemptTally>().AsNoTracking().Where(t => t.ProjectId == query.Project);

        if (await tallies.MinAsync(t => (long?)t.Slot, cancellationToken) is not { } first)
        {
            return LogChart.Empty;
        }

        var last = await tallies.MaxAsync(t => t.Slot, cancellationToken);
        var (from, to) = (TallySlot.Start(first), TallySlot.Start(last + 1));

        return new(from, to, LogRange.Between(from, to).Step, []);
    }

    /// <summary>Sums up the tallies. What is retrying they do not know: it is counted apart.</summary>
    public async Task<(LogCounts Counts, LogChart Chart)> OfTalliesAsync(StudioDbContext db, CancellationToken cancellationToken)
    {
        var tallies = criteria.AnyStatus.Where(db.Set<AttemptTally>().AsNoTracking());

        // By five minutes, in the order in which they lie: to group by bars the database would have to sort them all.
        var sums = await tallies
            .GroupBy(t => t.Slot)
            .Select(group => new
            {
                Slot = group.Key,
                Delivered = group.Sum(t => t.Accepted && t.Trigger != AttemptTrigger.Test ? t.Count : 0),
                Failed = group.Sum(t => !t.Accepted && t.Trigger != AttemptTrigger.Test ? t.Count : 0),
                Tests = group.Sum(t => t.Trigger == AttemptTrigger.Test ? t.Count : 0),
            })
            .ToListAsync(cancellationToken);
        var parts = sums.GroupBy(sum => sum.Slot / _width)
            .SelectMany(bar => new[]
            {
                new Part(bar.Key, true, false, false, bar.Sum(sum => sum.Delivered)),
                new Part(bar.Key, false, false, false, bar.Sum(sum => sum.Failed)),
                new Part(bar.Key, false, true, false, bar.Sum(sum => sum.Tests)),
            })
            .ToList();

        return (Count(parts), Draw(parts));
    }

    /// <summary>Sums up what a search has found.</summary>
    public (LogCounts Counts, LogChart Chart) Of(LogFinding found)
    {
        var parts = found.Marks
            .Select(mark => new Part(mark.Slot / _width, mark.Accepted, mark.IsTest, mark.IsRetrying, 1)).ToList();
        var isCut = found.SearchedTo is not null;

        return (Count(parts) with { IsCut = isCut, IsRetryingCut = isCut }, Draw(parts));
    }

    private static LogCounts Count(List<Part> parts) => new(
        parts.Sum(part => part.Count),
        parts.Where(part => part is { Accepted: false, IsTest: false }).Sum(part => part.Count),
        parts.Where(part => part is { Accepted: true, IsTest: false }).Sum(part => part.Count),
        parts.Where(part => part.IsRetrying).Sum(part => part.Count));

    private LogChart Draw(List<Part> parts)
    {
        if (frame.From == frame.To)
        {
            return frame;
        }

        var first = TallySlot.Of(frame.From) / _width;
        var bars = new LogBar[(int)((TallySlot.Of(frame.To) - 1) / _width - first) + 1];

        for (var i = 0; i < bars.Length; i++)
        {
            var (from, to) = (TallySlot.Start((first + i) * _width), TallySlot.Start((first + i + 1) * _width));
            bars[i] = new(from < frame.From ? frame.From : from, to > frame.To ? frame.To : to, 0, 0, 0);
        }

        foreach (var part in parts.Where(part => criteria.Shows(part.Accepted, part.IsTest, part.IsRetrying)))
        {
            var bar = bars[part.Bar - first];
            bars[part.Bar - first] = part switch
            {
                { IsTest: true } => bar with { Tests = bar.Tests + part.Count },
                { Accepted: true } => bar with { Delivered = bar.Delivered + part.Count },
                _ => bar with { Failed = bar.Failed + part.Count },
            };
        }

        return frame with { Bars = bars };
    }

    private sealed record Part(long Bar, bool Accepted, bool IsTest, bool IsRetrying, int Count);
}
