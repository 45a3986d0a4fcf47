using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Data;

/// <summary>How many attempts of a stage began in five minutes and ended alike.</summary>
/// <remarks>Written by triggers of the table of attempts, in the transaction that writes or deletes the attempt: the sums
/// are always those of the lines of the log, and charts and counts need not read the lines.</remarks>
internal sealed class AttemptTally
{
    public required Id<Project> ProjectId { get; init; }

    /// <summary>Gets the five minutes (<see cref="TallySlot"/>).</summary>
    public required long Slot { get; init; }

    public required StageId StageId { get; init; }

    public required AttemptTrigger Trigger { get; init; }

    public required AttemptOutcome Outcome { get; init; }

    /// <summary>Gets the number answered; 0 if none was.</summary>
    public required int StatusCode { get; init; }

    public required bool Accepted { get; init; }

    /// <summary>Gets how many; 1 or more.</summary>
    public required int Count { get; init; }
}

/// <summary>How many answers of a stage to other attempts than tests came in five minutes and took about as long.</summary>
/// <remarks>Durations lie in classes, 24 to each power of ten, so that half of an answer's class is at most 5 % of its
/// duration.</remarks>
internal sealed class ResponseTally
{
    public required Id<Project> ProjectId { get; init; }

    /// <summary>Gets the five minutes (<see cref="TallySlot"/>).</summary>
    public required long Slot { get; init; }

    public required StageId StageId { get; init; }

    /// <summary>Gets the longest duration of the class, in microseconds.</summary>
    public required long Longest { get; init; }

    /// <summary>Gets how many; 1 or more.</summary>
    public required int Count { get; init; }
}

/// <summary>Numbers the five minutes that tallies count in, from the year 1 on, in UTC.</summary>
internal static class TallySlot
{
    public static readonly TimeSpan Width = TimeSpan.FromMinutes(5);

    /// <summary>Gets the number of the five minutes that a moment lies in.</summary>
    public static long Of(DateTimeOffset moment) => moment.UtcTicks / Width.Ticks;

    /// <summary>Gets the moment at which five minutes begin.</summary>
    public static DateTimeOffset Start(long slot) => new(slot * Width.Ticks, TimeSpan.Zero);
}
