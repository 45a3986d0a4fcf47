using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Domain.Alerts;

/// <summary>Where the alerts of a project are sent. Without one they are shown in the application alone.</summary>
public sealed class AlertTarget
{
    public required Id<Project> ProjectId { get; init; }

    /// <summary>Gets the absolute http or https address.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Gets the secret that signs alerts; they are not signed without one.</summary>
    public SealedText? Secret { get; private set; }

    /// <summary>Gets whether alerts are sent.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Gets how the last attempt ended, that of a test included: the number answered, or a word.</summary>
    public string? LastResult { get; private set; }

    public bool LastArrived { get; private set; }

    public DateTimeOffset? LastAt { get; private set; }

    /// <summary>Replaces the settings.</summary>
    /// <exception cref="DomainRuleException">The address cannot be called, or a stored secret would go to another host than the one
    /// it was stored for; nothing has changed.</exception>
    public void Change(string url, SealedText? secret, bool isOn)
    {
        if (WebhookUrl.Problem(url) is { } problem && (isOn || url.Length > 0))
        {
            throw new DomainRuleException("alerts.url", $"Address for alerts: {problem}");
        }

        if (secret is not null && secret == Secret && Host(url) != Host(Url))
        {
            throw new DomainRuleException(
                "alerts.host", $"The secret was stored for {Host(Url)}. Enter or generate one for {Host(url)}, or remove it.");
        }

        (Url, Secret, IsOn) = (url, secret, isOn);
    }

    /// <summary>Notes how an attempt ended.</summary>
    public void Note(bool arrived, string result, DateTimeOffset now) => (LastArrived, LastResult, LastAt) = (arrived, result, now);

    private static string Host(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.IdnHost.ToLowerInvariant() : "";
}
