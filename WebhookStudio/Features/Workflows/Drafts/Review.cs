using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Drafts;

/// <summary>What two people have made of the same workflow.</summary>
/// <param name="By">Who has saved.</param>
/// <param name="Version">The version that they saved.</param>
/// <param name="BaseVersion">The version that both began with.</param>
/// <param name="Theirs">What is live by now that was not then.</param>
/// <param name="Mine">What the draft changes.</param>
/// <param name="Lost">What saving the draft would take back of what is live.</param>
public sealed record Review(
    string By,
    int Version,
    int BaseVersion,
    IReadOnlyList<StageDifference> Theirs,
    IReadOnlyList<StageDifference> Mine,
    IReadOnlyList<StageDifference> Lost)
{
    /// <summary>Compares three workflows.</summary>
    /// <param name="session">The draft, what it began with, and what is live.</param>
    internal static Review Of(EditorSession session) => new(
        session.View.SavedBy,
        session.View.Version,
        session.BaseVersion,
        WorkflowDiff.Between(session.Model.Live, session.View.Workflow),
        WorkflowDiff.Between(session.Model.Live, session.Model.Draft),
        WorkflowDiff.Between(session.View.Workflow, session.Model.Draft));
}

/// <summary>What a person decides after a review.</summary>
public enum ReviewChoice
{
    /// <summary>The draft becomes live over what somebody else has saved.</summary>
    SaveMine,

    /// <summary>The draft stays as it is.</summary>
    KeepDraft,

    /// <summary>The draft is given up for what is live.</summary>
    TakeTheirs,
}
