using WebhookStudio.Domain;
using WebhookStudio.Domain.Alerts;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Activities;

/// <summary>Everything that goes on in the background of a project, ended lately, or was told of its stages.</summary>
public interface IActivityBoard
{
    /// <summary>How long what ended well stays on the board.</summary>
    static readonly TimeSpan Lately = TimeSpan.FromHours(1);

    /// <summary>How long what ended with trouble stays, unless the person puts it aside before.</summary>
    static readonly TimeSpan Troubled = TimeSpan.FromDays(7);

    /// <summary>Gets the board as a person sees it. A source that fails is left out, and named.</summary>
    Task<ActivityList> ReadAsync(Id<Project> project, string email, CancellationToken cancellationToken);

    /// <summary>Stops what has not been done yet of an activity. One that has ended stays as it is.</summary>
    Task CancelAsync(Id<Project> project, string key, CancellationToken cancellationToken);

    /// <summary>Puts an activity that has ended aside, for this person alone.</summary>
    Task DismissAsync(Id<Project> project, string email, string key, CancellationToken cancellationToken);

    /// <summary>Notes that the person has seen what was told up to a moment.</summary>
    Task SeeAsync(Id<Project> project, string email, DateTimeOffset upTo, CancellationToken cancellationToken);
}

/// <summary>The board.</summary>
/// <param name="Running">What goes on, the oldest first.</param>
/// <param name="Ended">What has ended, the newest first.</param>
/// <param name="Alerts">What was told of the stages, the newest first.</param>
/// <param name="SeenAt">Up to when the person has seen alerts.</param>
/// <param name="IsIncomplete">Whether a source could not be asked.</param>
public sealed record ActivityList(
    IReadOnlyList<Activity> Running,
    IReadOnlyList<Activity> Ended,
    IReadOnlyList<StageAlert> Alerts,
    DateTimeOffset SeenAt,
    bool IsIncomplete)
{
    public static ActivityList None { get; } = new([], [], [], DateTimeOffset.MinValue, false);

    /// <summary>Gets how many alerts the person has not seen.</summary>
    public int Unseen => Alerts.Count(IsNew);

    public bool IsEmpty => Running.Count + Ended.Count + Alerts.Count == 0;

    public bool IsNew(StageAlert alert) => alert.At > SeenAt;
}
