using WebhookStudio.Domain;
using WebhookStudio.Domain.Exports;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Features.Exports;

/// <summary>The exports of a project as its page shows them.</summary>
public interface IExports
{
    /// <summary>Lists the exports, newest first; at most <see cref="Exports.MaxListed"/>.</summary>
    Task<IReadOnlyList<Export>> ListAsync(Id<Project> project, CancellationToken cancellationToken);

    /// <summary>Reads what an export can be chosen from; <see langword="null"/> if there is no such project.</summary>
    Task<ExportChoices?> GetChoicesAsync(Id<Project> project, CancellationToken cancellationToken);

    /// <summary>Counts the tasks that an export would hold now.</summary>
    /// <exception cref="DomainRuleException">A stage or batch does not exist (any more).</exception>
    Task<int> CountAsync(Id<Project> project, ExportScope scope, CancellationToken cancellationToken);

    /// <summary>Asks for an export. It is written by a job, also when the person leaves or the server restarts.</summary>
    /// <param name="project">The project.</param>
    /// <param name="scope">What it holds.</param>
    /// <param name="by">The email address of who asks.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <exception cref="DomainRuleException">A stage or batch does not exist (any more).</exception>
    Task<Id<Export>> StartAsync(Id<Project> project, ExportScope scope, string by, CancellationToken cancellationToken);

    /// <summary>Ends an export that is not done yet. One that is done or gone stays as it is.</summary>
    Task CancelAsync(Id<Project> project, Id<Export> export, CancellationToken cancellationToken);

    /// <summary>Deletes an export with its file; one that is being written is cancelled by that.</summary>
    Task DeleteAsync(Id<Project> project, Id<Export> export, CancellationToken cancellationToken);

    /// <summary>Finds the path of the file of an export that is ready, and a name for it; <see langword="null"/> if there is
    /// none.</summary>
    Task<(string Path, string Name)?> FindFileAsync(
        Id<Project> project, Id<Export> export, CancellationToken cancellationToken);
}

/// <summary>What an export can be chosen from, by identifier and name, in the order of the lists elsewhere.</summary>
/// <param name="Stages">The stages of the live workflow.</param>
/// <param name="Complete">The identifiers of those where tasks end: what is exported unless something else is asked for.</param>
/// <param name="Batches">The batches.</param>
public sealed record ExportChoices(
    IReadOnlyList<(string Id, string Name)> Stages,
    IReadOnlyList<string> Complete,
    IReadOnlyList<(string Id, string Name)> Batches)
{
    public static ExportChoices None { get; } = new([], [], []);
}
