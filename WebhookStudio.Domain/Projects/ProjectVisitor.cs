using System.Collections.Immutable;

namespace WebhookStudio.Domain.Projects;

/// <summary>What a person has seen, hidden and put aside in a project. Others see what they see all the same.</summary>
public sealed class ProjectVisitor
{
    /// <summary>How many dismissed activities are remembered; the oldest goes first.</summary>
    public const int MostDismissed = 100;

    public required Id<Project> ProjectId { get; init; }

    /// <summary>Gets the email address of the person.</summary>
    public required string Email { get; init; }

    /// <summary>Gets whether the person has hidden the list of first steps.</summary>
    public bool HidesSteps { get; private set; }

    /// <summary>Gets up to when the person has seen alerts.</summary>
    public DateTimeOffset AlertsSeenAt { get; private set; }

    /// <summary>Gets the keys of the activities that the person has put aside, oldest first.</summary>
    public ImmutableArray<string> Dismissed { get; private set; } = [];

    public void HideSteps(bool hide) => HidesSteps = hide;

    /// <summary>Notes that everything told up to a moment was seen.</summary>
    public void SeeAlerts(DateTimeOffset at) => AlertsSeenAt = at > AlertsSeenAt ? at : AlertsSeenAt;

    /// <summary>Puts an activity aside.</summary>
    public void Dismiss(string key)
    {
        if (!Dismissed.Contains(key))
        {
            Dismissed = [.. Dismissed.TakeLast(MostDismissed - 1), key];
        }
    }
}
