namespace WebhookStudio.Platform;

/// <summary>Gives back, once in a process, the memory that the start has used.</summary>
/// <remarks>An idle application allocates so little that its first full collection may be hours away; until then it would
/// hold what reading settings, migrations and the model of the database have left.</remarks>
internal sealed class StartLeftovers(TimeProvider clock) : BackgroundService
{
    /// <summary>The first visitors come before.</summary>
    private static readonly TimeSpan After = TimeSpan.FromSeconds(10);

    private static int _given;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (Interlocked.Exchange(ref _given, 1) == 1)
        {
            return;
        }

        await Task.Delay(After, clock, stoppingToken);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
