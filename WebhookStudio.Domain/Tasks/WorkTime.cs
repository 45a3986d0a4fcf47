namespace WebhookStudio.Domain.Tasks;

/// <summary>Time spent on a task, in milliseconds.</summary>
/// <param name="Active">With input from mouse or keyboard; the dialect's <c>duration</c>.</param>
/// <param name="Idle">Without input; includes <paramref name="Blur"/>.</param>
/// <param name="Blur">With the window out of focus.</param>
public readonly record struct WorkTime(long Active, long Idle = 0, long Blur = 0)
{
    public static WorkTime operator +(WorkTime left, WorkTime right) =>
        new(left.Active + right.Active, left.Idle + right.Idle, left.Blur + right.Blur);

    public static WorkTime Add(WorkTime left, WorkTime right) => left + right;

    /// <exception cref="DomainRuleException">A part is negative.</exception>
    public WorkTime Checked() => Active < 0 || Idle < 0 || Blur < 0
        ? throw new DomainRuleException("task.duration", "A duration is a number of milliseconds, zero or more.")
        : this;
}
