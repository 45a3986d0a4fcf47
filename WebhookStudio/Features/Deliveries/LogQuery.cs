using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Asks for lines of the log. What is not set does not filter.</summary>
public sealed record LogQuery(Id<Project> Project)
{
    public StageId? Stage { get; init; }

    /// <summary>Gets a status: <c>failed</c>, <c>delivered</c>, <c>retrying</c>, <c>all</c>, or what <see cref="Class"/> and
    /// <see cref="Cause"/> take. Tests neither failed nor were delivered.</summary>
    public string? Status { get; init; }

    /// <summary>Gets a class of numbers answered, such as <c>5xx</c>, or <c>none</c> for what was not answered.</summary>
    public string? Class { get; init; }

    /// <summary>Gets one way to end: the number answered (<c>503</c>), or a word (<c>Timed out</c>).</summary>
    public string? Cause { get; init; }

    /// <summary>Gets a part of the external ID; upper and lower case are the same.</summary>
    public string? ExternalId { get; init; }

    public Id<LabelTask>? Task { get; init; }

    public AttemptTrigger? Trigger { get; init; }

    public LogTests Tests { get; init; }

    /// <summary>Gets when the attempts began.</summary>
    public LogSpan? Span { get; init; }

    /// <summary>Gets whether only the newest attempt of each task is shown. Tests belong to no task.</summary>
    public bool IsLatestOnly { get; init; }
}

/// <summary>What becomes of tests among the lines of the log.</summary>
public enum LogTests
{
    /// <summary>They are lines like others.</summary>
    Included,

    /// <summary>They are left out.</summary>
    Without,

    /// <summary>They are all that is shown.</summary>
    Only,
}

/// <summary>A time, from its first instant to the first that does not belong to it. Both are whole five minutes.</summary>
public sealed record LogSpan(DateTimeOffset From, DateTimeOffset To);

/// <summary>Where a page of the log begins. Nothing set: with the newest line.</summary>
public sealed record LogCursor
{
    /// <summary>How many lines a page has, if nothing else is said.</summary>
    public const int UsualSize = 50;

    public static LogCursor Newest { get; } = new();

    /// <summary>Gets the line that the page comes after, in the order of the list: all of the page is older.</summary>
    public Id<DeliveryAttempt>? Before { get; init; }

    /// <summary>Gets the line that the page comes before: all of the page is newer.</summary>
    public Id<DeliveryAttempt>? After { get; init; }

    /// <summary>Gets how many lines come before the page; 0 or more. Taken into account without <see cref="Before"/> and
    /// <see cref="After"/> only.</summary>
    public int Skip { get; init; }

    /// <summary>Gets how many lines the page has at most; 1 to 1000.</summary>
    public int Size { get; init; } = UsualSize;
}
