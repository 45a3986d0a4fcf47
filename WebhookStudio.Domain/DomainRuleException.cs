namespace WebhookStudio.Domain;

/// <summary>A rule of the domain refuses what was asked for.</summary>
/// <param name="code">Names the rule for programs, such as <c>task.not_in_label</c>.</param>
/// <param name="message">Tells a person what is wrong and what to do; shown as it is.</param>
public sealed class DomainRuleException(string code, string message) : Exception(message)
{
    /// <summary>Gets the name of the rule.</summary>
    public string Code { get; } = code;
}
