namespace WebhookStudio.Components.Layout;

/// <summary>What the frame around the pages needs to know.</summary>
public interface IShellData
{
    /// <summary>The projects the switcher offers, in the order to show.</summary>
    Task<IReadOnlyList<ShellProject>> ListProjectsAsync(CancellationToken cancellationToken);

    /// <summary>How many tasks of the project wait because their webhook failed, held or retried; the badge on Tasks.</summary>
    Task<int> CountFailingAsync(string projectId, CancellationToken cancellationToken);

    /// <summary>Whether tasks of the project are reviewed, so that there is something to review.</summary>
    Task<bool> HasReviewAsync(string projectId, CancellationToken cancellationToken);

    /// <summary>Calls back, throttled and on any thread, when the project's counts may have changed.</summary>
    IDisposable Subscribe(string projectId, Func<Task> changed);
}

/// <summary>A project as the switcher shows it.</summary>
public sealed record ShellProject(string Id, string Name);
