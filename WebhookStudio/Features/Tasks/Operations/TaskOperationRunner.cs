using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks.Operations;

/// <summary>Carries out operations on tasks, part by part.</summary>
internal sealed partial class TaskOperationRunner(
    IDbContextFactory<StudioDbContext> contexts,
    TaskWorker worker,
    IProjectFeed feed,
    TimeProvider clock,
    ILogger<TaskOperationRunner> logger)
{
    /// <summary>Goes on with an operation until all of it is done, or it is cancelled. One that has ended stays as it is.</summary>
    public async Task RunAsync(Id<TaskOperation> id, CancellationToken cancellationToken)
    {
        try
        {
            while (await StepAsync(id, cancellationToken))
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (DomainRuleException refusal)
        {
            await ChangeAsync(id, operation => operation.Fail(refusal.Message, clock.GetUtcNow()));
            Log.Failed(logger, id, refusal.Message);
        }

        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);

        if (await db.TaskOperations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, CancellationToken.None) is { } ended)
        {
            await db.FrozenTasks.Where(part => part.List == ended.List).ExecuteDeleteAsync(CancellationToken.None);
            feed.Publish(ended.ProjectId);
        }
    }

    /// <summary>Does the next part of an operation.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> StepAsync(Id<TaskOperation> id, CancellationToken cancellationToken)
    {
        TaskOperation? operation = null;
        var size = 0;
        var done = await worker.DoAsync(PrepareAsync, Note, cancellationToken);

        return done is not null;

        async Task<TaskPart?> PrepareAsync(StudioDbContext db)
        {
            operation = await db.TaskOperations.SingleOrDefaultAsync(o => o.Id == id, cancellationToken);

            if (operation is not { IsActive: true })
            {
                return null;
            }

            var part = await db.FrozenTasks.AsNoTracking().SingleOrDefaultAsync(
                p => p.List == operation.List && p.Number == operation.Parts, cancellationToken);

            if (part is null)
            {
                operation.Finish(clock.GetUtcNow());

                return null;
            }

            var tasks = part.Read();
            size = tasks.Count;

            return new(operation.ProjectId, tasks, operation.Change, operation.CreatedAt);
        }

        void Note(TaskWorkDone work) => operation!.Advance(size, work.Changed, work.Refusals);
    }

    private async Task ChangeAsync(Id<TaskOperation> id, Action<TaskOperation> change)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);

        if (await db.TaskOperations.SingleOrDefaultAsync(o => o.Id == id, CancellationToken.None) is { IsActive: true } found)
        {
            change(found);
            await db.SaveChangesAsync(CancellationToken.None);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The operation {OperationId} on tasks cannot go on: {Problem}")]
        public static partial void Failed(ILogger logger, Id<TaskOperation> operationId, string problem);
    }
}
