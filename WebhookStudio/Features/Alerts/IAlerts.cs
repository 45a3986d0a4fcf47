using WebhookStudio.Domain;
using WebhookStudio.Domain.Alerts;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Features.Alerts;

/// <summary>What was told of the stages of a project, and where it is sent.</summary>
public interface IAlerts
{
    /// <summary>Lists what was told, newest first.</summary>
    Task<IReadOnlyList<StageAlert>> ListAsync(Id<Project> project, int most, CancellationToken cancellationToken);

    /// <summary>Gets the settings; <see langword="null"/> if there is no such project.</summary>
    Task<AlertSettings?> SettingsAsync(Id<Project> project, CancellationToken cancellationToken);

    /// <summary>Stores the settings. What is told from now on is sent by them, and so is what waits to be sent again.</summary>
    /// <exception cref="DomainRuleException">The address cannot be called, or a stored secret would go to another host.</exception>
    Task SaveAsync(Id<Project> project, AlertChange change, CancellationToken cancellationToken);

    /// <summary>Sends a test with settings that need not be saved, and waits for the answer.</summary>
    /// <exception cref="DomainRuleException">As in <see cref="SaveAsync"/>, or too many tests are under way.</exception>
    Task<AlertTest> TestAsync(Id<Project> project, AlertChange change, string by, CancellationToken cancellationToken);
}

/// <summary>Where the alerts of a project go.</summary>
/// <param name="Url">The address; empty if there is none.</param>
/// <param name="Secret">The secret, sealed.</param>
/// <param name="IsOn">Whether alerts are sent.</param>
public sealed record AlertChange(string Url, SealedText? Secret, bool IsOn);

/// <summary>The settings with how the last attempt ended.</summary>
/// <param name="Saved">What is stored.</param>
/// <param name="Last">How the last attempt ended; <see langword="null"/> before the first.</param>
/// <param name="Rules">When something is told.</param>
public sealed record AlertSettings(AlertChange Saved, AlertLast? Last, AlertRules Rules);

/// <summary>How the last attempt to send ended.</summary>
/// <param name="Arrived">Whether it was answered with a 2xx.</param>
/// <param name="Result">The number answered, or a word.</param>
/// <param name="At">When.</param>
public sealed record AlertLast(bool Arrived, string Result, DateTimeOffset At);

/// <summary>How a test ended.</summary>
/// <param name="Arrived">Whether it was answered with a 2xx.</param>
/// <param name="Result">The number answered, or a word.</param>
/// <param name="DurationMs">How long it took.</param>
/// <param name="Detail">What is known besides.</param>
public sealed record AlertTest(bool Arrived, string Result, double DurationMs, string? Detail);
