using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Platform;

/// <summary>Tells of one kind of work that goes on in the background. The list of activities asks every source there is.</summary>
public interface IActivitySource
{
    /// <summary>Gets what is under way in a project, and what ended since a moment.</summary>
    Task<IReadOnlyList<Activity>> ListAsync(
        Id<Project> project, DateTimeOffset endedSince, CancellationToken cancellationToken);

    /// <summary>Stops what has not been done yet. What has ended meanwhile, or belongs to another source, stays as it is.</summary>
    /// <returns>Whether the activity is one of this source.</returns>
    Task<bool> CancelAsync(Id<Project> project, string key, CancellationToken cancellationToken);
}

/// <summary>Work that goes on in the background, or has ended.</summary>
public sealed record Activity
{
    /// <summary>Gets what tells it from all others, whatever their source.</summary>
    public required string Key { get; init; }

    /// <summary>Gets what is done, such as <c>Re-run of Webhook</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the email address of who started it.</summary>
    public required string By { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets when it ended; <see langword="null"/> while it goes on.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Gets how many of <see cref="Total"/> have been done.</summary>
    public required int Done { get; init; }

    public required int Total { get; init; }

    /// <summary>Gets whether it failed, was cancelled or left something undone: then <see cref="Result"/> says what.</summary>
    public bool HasTrouble { get; init; }

    /// <summary>Gets what came of it, such as <c>9 delivered, 3 still held</c>, once it has ended.</summary>
    public string? Result { get; init; }

    /// <summary>Gets the address of the screen that shows more.</summary>
    public string? Url { get; init; }

    public bool CanCancel { get; init; }
}
