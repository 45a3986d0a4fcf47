using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries;

/// <summary>A page of the log, with what is counted and drawn of the whole that it is a page of.</summary>
public sealed record LogPage
{
    public static LogPage Nothing { get; } = new() { Lines = [], Counts = LogCounts.None, Chart = LogChart.Empty };

    /// <summary>Gets the lines, newest first.</summary>
    public required IReadOnlyList<LogLine> Lines { get; init; }

    public required LogCounts Counts { get; init; }

    public required LogChart Chart { get; init; }

    /// <summary>Gets how many lines are found in all; at least so many if counting was cut off.</summary>
    public int Total { get; init; }

    /// <summary>Gets whether there may be more lines than <see cref="Total"/>.</summary>
    public bool IsTotalCut { get; init; }

    /// <summary>Gets the number of the first line, counted from the newest; <see langword="null"/> if it is not known.</summary>
    public int? First { get; init; }

    public bool HasNewer { get; init; }

    public bool HasOlder { get; init; }

    /// <summary>Gets how far back was looked, if not to the end: lines that are older were not looked at.</summary>
    public Id<DeliveryAttempt>? SearchedTo { get; init; }

    /// <summary>Writes for example <c>51-100 of 412</c>, or <c>1-50 of more than 2,000</c>.</summary>
    public string Range
    {
        get
        {
            var total = IsTotalCut ? $"more than {LogWords.Number(Total)}" : LogWords.Number(Total);

            return this switch
            {
                { Lines.Count: 0 } => $"0 of {total}",
                { First: { } first } => $"{LogWords.Number(first)}-{LogWords.Number(first + Lines.Count - 1)} of {total}",
                _ => $"{Lines.Count} of {total}",
            };
        }
    }
}

/// <summary>Attempts by how they ended, whatever the status asked for.</summary>
/// <param name="All">Every attempt: failed, delivered, and tests.</param>
/// <param name="Failed">Attempts that were not accepted.</param>
/// <param name="Delivered">Attempts that were accepted.</param>
/// <param name="Retrying">Those among the failed that are the last of a delivery whose next attempt is planned.</param>
public sealed record LogCounts(int All, int Failed, int Delivered, int Retrying)
{
    public static LogCounts None { get; } = new(0, 0, 0, 0);

    /// <summary>Gets whether counting stopped before the end, so that there may be more of each.</summary>
    public bool IsCut { get; init; }

    /// <summary>Gets whether there may be more that are retrying than counted.</summary>
    public bool IsRetryingCut { get; init; }
}

/// <summary>What was found over time, as bars.</summary>
/// <param name="From">When the first bar begins.</param>
/// <param name="To">When the last bar ends.</param>
/// <param name="Step">How long a bar is. Bars begin at whole multiples of it since midnight UTC.</param>
/// <param name="Bars">One bar for each step, also where there is nothing.</param>
public sealed record LogChart(DateTimeOffset From, DateTimeOffset To, TimeSpan Step, IReadOnlyList<LogBar> Bars)
{
    public static LogChart Empty { get; } = new(default, default, TimeSpan.FromMinutes(5), []);

    /// <summary>Gets the largest sum of a bar; 0 if there is nothing.</summary>
    public int Highest => Bars.Count == 0 ? 0 : Bars.Max(bar => bar.Sum);
}

/// <summary>What began within a step of time.</summary>
/// <param name="From">The first instant.</param>
/// <param name="To">The first instant after it.</param>
/// <param name="Delivered">Accepted attempts, tests apart.</param>
/// <param name="Failed">Attempts that were not accepted, tests apart.</param>
/// <param name="Tests">Tests.</param>
public sealed record LogBar(DateTimeOffset From, DateTimeOffset To, int Delivered, int Failed, int Tests)
{
    public int Sum => Delivered + Failed + Tests;
}
