namespace WebhookStudio.Features.Workflows.Drafts;

/// <summary>What a person does who is about to leave changes that are not live.</summary>
public enum LeaveChoice
{
    Stay,

    /// <summary>The draft waits.</summary>
    Leave,

    /// <summary>The draft is made live first.</summary>
    Save,
}
