namespace WebhookStudio.Bench.Jobs;

/// <summary>What a process measured on one storage.</summary>
internal sealed record JobFigures
{
    /// <summary>Gets jobs enqueued a second by one thread, and by four.</summary>
    public double EnqueuedByOne { get; init; }

    public double EnqueuedByFour { get; init; }

    /// <summary>Gets jobs a second that 20 workers ran, from the first to the last; they do nothing.</summary>
    public double Run { get; init; }

    /// <summary>Gets the seconds of processor time that each of those jobs took this process.</summary>
    public double RunCpuSeconds { get; init; }

    /// <summary>Gets the milliseconds from the call that enqueues a job until it starts, nothing else going on.</summary>
    public IReadOnlyList<double> StartMilliseconds { get; init; } = [];

    /// <summary>Gets how many cores 20 idle workers keep busy.</summary>
    public double IdleCores { get; init; }

    /// <summary>Gets the milliseconds of dashboard pages, by their paths.</summary>
    public IReadOnlyDictionary<string, double> PageMilliseconds { get; init; } = new Dictionary<string, double>();
}
