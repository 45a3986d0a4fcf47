using System.Diagnostics;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace WebhookStudio.Components.Layout;

/// <summary>Keeps the frame when a page fails, and gives the failure an id that is also in the log.</summary>
public sealed partial class PageErrorBoundary : ErrorBoundary
{
    [Inject]
    public required ILogger<PageErrorBoundary> Logger { get; init; }

    /// <summary>Gets the id of the last failure; null when there was none.</summary>
    public string? ErrorId { get; private set; }

    protected override Task OnErrorAsync(Exception exception)
    {
        ErrorId = ActivityTraceId.CreateRandom().ToHexString()[..12];
        Log.PageFailed(Logger, ErrorId, exception);

        return Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A page failed. The person saw the error ID {ErrorId}.")]
        public static partial void PageFailed(ILogger logger, string errorId, Exception exception);
    }
}
