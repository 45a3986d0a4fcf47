namespace WebhookStudio.Domain.Workflows;

/// <summary>An output of a stage. Its number is its place in <see cref="Stage.Next"/>.</summary>
public enum StageOutput
{
    /// <summary>By which tasks go on.</summary>
    Next = 0,

    /// <summary>By which tasks leave a Webhook stage whose webhook was not accepted and will not be tried again.</summary>
    Failed = 1,
}
