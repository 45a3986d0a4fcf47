using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Versions;

/// <summary>Reads the workflows that are live or were.</summary>
public interface IWorkflowVersions
{
    /// <summary>Lists the versions that are kept, newest first; the first one is live.</summary>
    Task<IReadOnlyList<VersionLine>> ListAsync(Id<Project> project, CancellationToken cancellationToken);

    /// <summary>Gets a version, or <see langword="null"/> if it is not kept.</summary>
    Task<VersionView?> GetAsync(Id<Project> project, int number, CancellationToken cancellationToken);
}

/// <summary>A version as the list shows it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="SavedAt">When it became live.</param>
/// <param name="SavedBy">The name of who saved it; the email address where there is no name.</param>
/// <param name="Note">What the person wrote about it, or <see langword="null"/>.</param>
/// <param name="IsLive">Whether it is live now.</param>
public sealed record VersionLine(int Number, DateTimeOffset SavedAt, string SavedBy, string? Note, bool IsLive);

/// <summary>A version and its workflow, which has marks in place of secrets (<see cref="StoredValues"/>).</summary>
public sealed record VersionView(VersionLine Line, Workflow Workflow);
