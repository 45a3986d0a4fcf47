using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Drafts;

/// <summary>Keeps what people have not saved yet, so that it outlives their browser and this process.</summary>
public interface IWorkflowDrafts
{
    /// <summary>Gets the draft of a person, its secrets taken from the live workflow; <see langword="null"/> if there is none.</summary>
    Task<DraftView?> FindAsync(DraftKey key, CancellationToken cancellationToken);

    /// <summary>Stores a draft; one that is the same as what it began with is removed.</summary>
    /// <returns>What is stored now; <see cref="DraftStored.IsOvertaken"/> if the person has changed it in another window since
    /// it was read, and then nothing was stored.</returns>
    Task<DraftStored> StoreAsync(DraftKey key, DraftWrite write, CancellationToken cancellationToken);

    /// <summary>Removes a draft. It is no error if there is none.</summary>
    Task DiscardAsync(DraftKey key, CancellationToken cancellationToken);

    /// <summary>Puts a workflow aside, so that it can be had back.</summary>
    /// <param name="key">Whose it is.</param>
    /// <param name="write">The workflow and what it began with.</param>
    /// <param name="because">Why, such as <c>before v5 was restored</c>.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    Task KeepAsync(DraftKey key, DraftWrite write, string because, CancellationToken cancellationToken);

    /// <summary>Lists what a person has put aside, newest first.</summary>
    Task<IReadOnlyList<KeptDraft>> ListKeptAsync(DraftKey key, CancellationToken cancellationToken);

    /// <summary>Gets a draft that was put aside, its secrets taken from the live workflow; <see langword="null"/> if it is
    /// gone.</summary>
    Task<DraftView?> FindKeptAsync(DraftKey key, Id<WorkflowDraft> draft, CancellationToken cancellationToken);

    /// <summary>Removes a draft that was put aside.</summary>
    Task RemoveKeptAsync(DraftKey key, Id<WorkflowDraft> draft, CancellationToken cancellationToken);

    /// <summary>Lists who else edits: who has a draft, and those who are here.</summary>
    /// <param name="key">Who asks, and is not listed.</param>
    /// <param name="here">The email addresses of those who have the editor open.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<OtherEditor>> ListOthersAsync(
        DraftKey key, IReadOnlyCollection<string> here, CancellationToken cancellationToken);

    /// <summary>Gets the <see cref="WorkflowDraft.Revision"/> of a person's draft; 0 if there is none.</summary>
    Task<int> RevisionAsync(DraftKey key, CancellationToken cancellationToken);
}

/// <summary>Whose draft of which project.</summary>
/// <param name="Project">The project.</param>
/// <param name="Owner">The email address of the person.</param>
public sealed record DraftKey(Id<Project> Project, string Owner);

/// <summary>A draft to store.</summary>
/// <param name="Workflow">As it is edited.</param>
/// <param name="Before">The live workflow that the edits began with.</param>
/// <param name="BaseVersion">Its number.</param>
/// <param name="Revision">The revision that was read or stored last; 0 if there was no draft.</param>
public sealed record DraftWrite(Workflow Workflow, Workflow Before, int BaseVersion, int Revision);

/// <summary>What has become of a draft that was to be stored.</summary>
/// <param name="Revision">Its revision now; 0 if there is none.</param>
/// <param name="IsOvertaken">Whether another window was faster; nothing was stored.</param>
public sealed record DraftStored(int Revision, bool IsOvertaken = false);

/// <summary>A draft as it is edited again.</summary>
/// <param name="Workflow">The draft.</param>
/// <param name="Before">The workflow that the edits began with; the live one if that version is kept no longer.</param>
/// <param name="BaseVersion">The number of that workflow.</param>
/// <param name="ChangedAt">When it was edited last.</param>
/// <param name="Revision">Its revision.</param>
public sealed record DraftView(
    Workflow Workflow, Workflow Before, int BaseVersion, DateTimeOffset ChangedAt, int Revision);

/// <summary>A draft that was put aside.</summary>
public sealed record KeptDraft(Id<WorkflowDraft> Id, string Because, int BaseVersion, DateTimeOffset ChangedAt);

/// <summary>Somebody else who edits the workflow, or did and has not saved.</summary>
/// <param name="Name">What the person is called.</param>
/// <param name="IsHere">Whether the person has the editor open.</param>
/// <param name="DraftAt">When the person's draft was changed last; <see langword="null"/> if there is none.</param>
public sealed record OtherEditor(string Name, bool IsHere, DateTimeOffset? DraftAt)
{
    /// <summary>Gets what the header says.</summary>
    public string Words => (IsHere, DraftAt) switch
    {
        (true, not null) => $"{Name} is editing too",
        (true, null) => $"{Name} is here too",
        _ => $"{Name} has a draft",
    };
}
