using Hangfire;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <inheritdoc />
internal sealed class HangfireBulkRunJobs(IBackgroundJobClient jobs) : IBulkRunJobs
{
    public void Enqueue(Id<BulkRun> run) =>
        jobs.Enqueue<BulkRunJob>(job => job.RunAsync(run.Value, CancellationToken.None));
}

/// <summary>Follows a bulk run to its end. The rows remember; a job that gets lost is queued again by the sweep, and one that
/// runs twice finds the run followed.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
[Queue(JobsModule.FollowerQueue)]
internal sealed class BulkRunJob(BulkRunFollower follower)
{
    [JobDisplayName("Follow bulk run {0}")]
    public Task RunAsync(string runId, CancellationToken cancellationToken) =>
        follower.FollowAsync(new(runId), cancellationToken);
}
