namespace WebhookStudio.Domain.Workflows;

/// <summary>A setting of a stage as people read it.</summary>
/// <param name="Label">What it is called on the screens.</param>
/// <param name="Value">Its value in words; empty for none.</param>
/// <param name="Key">What tells one value from another where the words do not, as with secrets; the words otherwise.</param>
public sealed record StageField(string Label, string Value, string? Key = null)
{
    /// <summary>Gets what two values are compared by.</summary>
    internal string Identity => Key ?? Value;
}
