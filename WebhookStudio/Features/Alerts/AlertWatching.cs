using Microsoft.Extensions.Options;

namespace WebhookStudio.Features.Alerts;

/// <summary>Looks at the stages again and again while the application runs.</summary>
internal sealed partial class AlertWatching(
    AlertWatch watch, IOptions<AlertOptions> options, TimeProvider clock, ILogger<AlertWatching> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, clock);

        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await watch.LookAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
            {
                // A busy database or a full disk must not end the watch for good.
                Log.NotLooked(logger, failure);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The stages could not be looked at; it is tried again.")]
        public static partial void NotLooked(ILogger logger, Exception exception);
    }
}
