using Hangfire;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks.Operations;

/// <summary>Has operations on tasks carried out in the background.</summary>
internal interface ITaskOperationJobs
{
    void Enqueue(Id<TaskOperation> operation);
}

/// <inheritdoc />
internal sealed class HangfireTaskOperationJobs(IBackgroundJobClient jobs) : ITaskOperationJobs
{
    public void Enqueue(Id<TaskOperation> operation) =>
        jobs.Enqueue<TaskOperationJob>(job => job.RunAsync(operation.Value, CancellationToken.None));
}

/// <summary>Carries out an operation on tasks. The row remembers how far it is: a job that runs again goes on from there, and one
/// that gets lost is queued again at the start.</summary>
[AutomaticRetry(Attempts = 10)]
[Queue(JobsModule.OperationQueue)]
internal sealed class TaskOperationJob(TaskOperationRunner runner)
{
    [JobDisplayName("Do to tasks {0}")]
    public Task RunAsync(string operationId, CancellationToken cancellationToken) =>
        runner.RunAsync(new(operationId), cancellationToken);
}

/// <summary>Goes on with the operations that the last run of the server left undone, and forgets what ended long ago.</summary>
internal sealed class TaskOperationStart(
    IDbContextFactory<StudioDbContext> contexts, ITaskOperationJobs jobs, TimeProvider clock) : IHostedService
{
    /// <summary>How long it is remembered what came of an operation.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var before = clock.GetUtcNow() - Kept;
        await db.TaskOperations.Where(o => o.EndedAt < before).ExecuteDeleteAsync(cancellationToken);

        // A list of tasks outlives what was made for it by no more than that either; exports are kept for a week.
        var first = Id<FrozenTasks>.FirstOf(before);
        await db.FrozenTasks.Where(part => part.List.CompareTo(first) < 0).ExecuteDeleteAsync(cancellationToken);

        var undone = await db.TaskOperations
            .Where(o => o.Status == TaskOperationStatus.Waiting || o.Status == TaskOperationStatus.Running)
            .OrderBy(o => o.Id)
            .Select(o => o.Id)
            .ToListAsync(cancellationToken);

        // One that is still in the queue of jobs finds its work done when its turn comes: there is one worker.
        undone.ForEach(jobs.Enqueue);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
