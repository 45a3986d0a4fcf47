namespace WebhookStudio.Domain.Alerts;

/// <summary>When something is told of a stage. A stage fails while a task in it is without a 200: held, or waiting for a retry.</summary>
/// <param name="After">How long it must have failed without a break before that is told.</param>
/// <param name="RemindAfter">How long it must have failed before that is told once more.</param>
/// <param name="CalmFor">How long no task must have been without a 200 before the stage has recovered.</param>
public sealed record AlertRules(TimeSpan After, TimeSpan RemindAfter, TimeSpan CalmFor)
{
    /// <summary>Gets the rules without any configuration: 1 min, 1 h, 5 min.</summary>
    public static AlertRules Default { get; } = new(TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromMinutes(5));
}
