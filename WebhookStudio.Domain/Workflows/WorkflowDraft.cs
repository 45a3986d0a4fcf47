using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Domain.Workflows;

/// <summary>What a person has made of a workflow and not saved yet. Each person has one draft of a project, and beside it
/// those that something else took the place of (<see cref="KeptBecause"/>).</summary>
/// <remarks>The secrets of the live workflow are not in it (<see cref="StoredValues"/>); what was entered since is, sealed.</remarks>
public sealed class WorkflowDraft
{
    /// <summary>How many drafts that were put aside a person has in a project; the oldest goes first.</summary>
    public const int MostKept = 10;

    /// <summary>The longest <see cref="KeptBecause"/>, in characters.</summary>
    public const int ReasonMaxLength = 200;

    public required Id<WorkflowDraft> Id { get; init; }

    public required Id<Project> ProjectId { get; init; }

    /// <summary>Gets the email address of whose draft it is.</summary>
    public required string Owner { get; init; }

    /// <summary>Gets why the draft was put aside, such as <c>before v5 was restored</c>; <see langword="null"/> for the one
    /// that is being edited.</summary>
    public string? KeptBecause { get; init; }

    public Workflow Workflow { get; private set; } = Workflow.Default;

    /// <summary>Gets the number of the live workflow that the edits began with.</summary>
    public int BaseVersion { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Gets the number of changes; two windows of one person are told apart by it.</summary>
    public int Revision { get; private set; }

    /// <summary>Takes over what was edited.</summary>
    /// <param name="workflow">The draft.</param>
    /// <param name="before">The live workflow that the edits began with; its secrets are not kept.</param>
    /// <param name="baseVersion">Its number.</param>
    /// <param name="now">The time.</param>
    public void Write(Workflow workflow, Workflow before, int baseVersion, DateTimeOffset now)
    {
        Workflow = StoredValues.Forget(workflow, before);
        BaseVersion = baseVersion;
        ChangedAt = now;
        Revision++;
    }

    /// <summary>Drops the secrets that have become live meanwhile: from now on only the live workflow has them.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Forget(Workflow live)
    {
        var forgotten = StoredValues.Forget(Workflow, live);

        if (forgotten.Equals(Workflow))
        {
            return false;
        }

        Workflow = forgotten;

        return true;
    }
}
