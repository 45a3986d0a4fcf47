namespace WebhookStudio.Domain.Tasks;

/// <summary>How early a task is handed out: the higher first, and the older first where it is equal.</summary>
public static class TaskPriority
{
    public const int Least = -1000;
    public const int Most = 1000;

    /// <exception cref="DomainRuleException">It is out of bounds.</exception>
    public static int Checked(int priority) => priority is >= Least and <= Most
        ? priority
        : throw new DomainRuleException("task.priority", $"A priority is a whole number from {Least} to {Most}.");
}
