using Hangfire;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Alerts;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Alerts;

/// <summary>Has alerts sent in the background.</summary>
internal interface IAlertJobs
{
    void Enqueue(Id<StageAlert> alert);
}

/// <inheritdoc />
internal sealed class HangfireAlertJobs(IBackgroundJobClient jobs) : IAlertJobs
{
    public void Enqueue(Id<StageAlert> alert) =>
        jobs.Enqueue<SendAlertJob>(job => job.RunAsync(alert.Value, CancellationToken.None));
}

/// <summary>Sends an alert once. The row knows when it is due again; a job that gets lost is queued anew by the watch.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
[Queue(JobsModule.FollowerQueue)]
internal sealed class SendAlertJob(AlertSender sender)
{
    [JobDisplayName("Send alert {0}")]
    public Task RunAsync(string alertId, CancellationToken cancellationToken) => sender.SendAsync(new(alertId), cancellationToken);
}
