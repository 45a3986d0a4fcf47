namespace WebhookStudio.Bench.Filling;

/// <summary>How large a database is made. The same plan and seed make the same rows, seen from where it ends.</summary>
/// <param name="Tasks">How many assets with a task each; at least 100.</param>
/// <param name="Attempts">How many lines of the log; at least four times the tasks.</param>
/// <param name="Until">When the last of it has happened, so that "the last 24 hours" of a screen have something in them.</param>
internal sealed record FillPlan(int Tasks, int Attempts, DateTimeOffset Until)
{
    private const int LeastTasks = 100;
    private const int AttemptsPerTask = 4;

    /// <summary>How long attempts have been made.</summary>
    public static readonly TimeSpan LogLength = TimeSpan.FromDays(30);

    /// <summary>How long assets have been added.</summary>
    public static readonly TimeSpan ImportLength = TimeSpan.FromDays(42);

    public int Seed { get; init; } = 1;

    /// <summary>How many batches there are, whatever else.</summary>
    public const int Batches = 60;

    /// <summary>Gets how many tasks wait to be labeled.</summary>
    public int Waiting => Tasks / 5;

    /// <summary>Gets how many tasks have a webhook that waits for a person.</summary>
    public int Held => Tasks * 6 / 100;

    /// <summary>Gets how many tasks have a webhook that is tried again by itself.</summary>
    public int Retrying => Tasks * 3 / 200;

    /// <summary>Gets how many attempts people made to try a stage out.</summary>
    public int Tests => Attempts / 50;

    /// <summary>Gets how many of the newest attempts have their headers and bodies.</summary>
    public int Exchanges => Math.Min(2000, Attempts);

    /// <exception cref="ArgumentException">The plan makes no sense; the message says what to change.</exception>
    public void Check()
    {
        if (Tasks < LeastTasks)
        {
            throw new ArgumentException($"--tasks is {Tasks}; give {LeastTasks} or more.");
        }

        if (Attempts < (long)Tasks * AttemptsPerTask)
        {
            throw new ArgumentException(
                $"--attempts is {Attempts}, too few for {Tasks} tasks; give {(long)Tasks * AttemptsPerTask} or more.");
        }
    }
}

/// <summary>What the application has made before the rows are added.</summary>
/// <param name="Project">The project.</param>
/// <param name="WorkflowVersion">The number of its workflow.</param>
/// <param name="Pictures">Paths of stored files, which the assets share.</param>
internal sealed record FillScene(Domain.Id<Domain.Projects.Project> Project, int WorkflowVersion, IReadOnlyList<string> Pictures);
