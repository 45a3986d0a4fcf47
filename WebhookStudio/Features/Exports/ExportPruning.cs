namespace WebhookStudio.Features.Exports;

/// <summary>Deletes old export files at the start and every hour.</summary>
internal sealed partial class ExportPruning(ExportFiles files, TimeProvider clock, ILogger<ExportPruning> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);

        do
        {
            try
            {
                files.Prune();
            }
            catch (IOException exception)
            {
                // A file that is being fetched stays until the next hour.
                Log.NotPruned(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "An old export could not be deleted.")]
        public static partial void NotPruned(ILogger logger, Exception exception);
    }
}
