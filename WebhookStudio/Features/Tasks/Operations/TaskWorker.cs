using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Features.Assets;
using WebhookStudio.Features.Projects;

namespace WebhookStudio.Features.Tasks.Operations;

/// <summary>Does to a few tasks what a change says, in a transaction of its own.</summary>
internal sealed class TaskWorker(
    IDbContextFactory<StudioDbContext> contexts,
    WriteTurns turns,
    LiveProjects projects,
    TaskWork work,
    IAssetRemoval files,
    TaskNews news,
    TimeProvider clock)
{
    /// <summary>Does it and tells who has to know.</summary>
    /// <param name="prepare">Finds what to do in the transaction; <see langword="null"/> if there is nothing.</param>
    /// <param name="note">Takes down what was done, in the same transaction.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>What was done; <see langword="null"/> if there was nothing to do.</returns>
    public async Task<TaskWorkDone?> DoAsync(
        Func<StudioDbContext, Task<TaskPart?>> prepare, Action<TaskWorkDone>? note, CancellationToken cancellationToken)
    {
        TaskPart? part;
        TaskWorkDone done;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        using (await turns.TakeAsync(cancellationToken))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            part = await prepare(db);

            if (part is null)
            {
                await db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);

                return null;
            }

            var order = new DatedChange(part.Change, part.Given, clock.GetUtcNow());
            done = await work.DoAsync(db, projects.Get(part.Project), part.Tasks, order, cancellationToken);
            note?.Invoke(done);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        news.Tell(part.Project, done.Touched);
        await RemoveFilesAsync(db, part.Project, done.Files);

        return done;
    }

    /// <summary>Does it to any number of tasks, few at a time. Each few are all or nothing.</summary>
    /// <exception cref="DomainRuleException">It can be done to none.</exception>
    public async Task<TaskWorkDone> DoAllAsync(
        Id<Project> project, IReadOnlyList<Id<LabelTask>> tasks, TaskChange change, CancellationToken cancellationToken)
    {
        var sum = new TaskWorkDone(0, [], [], []);
        var given = clock.GetUtcNow();

        foreach (var few in tasks.Distinct().Chunk(TaskOperation.PartSize))
        {
            var part = new TaskPart(project, [.. few], change, given);
            var done = (await DoAsync(_ => Task.FromResult<TaskPart?>(part), note: null, cancellationToken))!;
            sum = sum with { Changed = sum.Changed + done.Changed, Refusals = [.. sum.Refusals, .. done.Refusals] };
        }

        return sum;
    }

    // After the commit: a file without an asset wastes space, an asset without its file loses work.
    private async Task RemoveFilesAsync(StudioDbContext db, Id<Project> project, IReadOnlyList<string> data)
    {
        var stored = data.Where(files.IsStored).Distinct().ToList();

        if (stored.Count == 0)
        {
            return;
        }

        var used = await db.Assets.Where(asset => asset.ProjectId == project && stored.Contains(asset.Data))
            .Select(asset => asset.Data)
            .ToListAsync(CancellationToken.None);
        stored.Except(used).ToList().ForEach(files.Remove);
    }
}

/// <summary>A few tasks, and what is done to them.</summary>
/// <param name="Project">The project they are in.</param>
/// <param name="Tasks">The tasks.</param>
/// <param name="Change">What is done.</param>
/// <param name="Given">When that was said: what a task entered later, it entered without regard to it.</param>
internal sealed record TaskPart(Id<Project> Project, List<Id<LabelTask>> Tasks, TaskChange Change, DateTimeOffset Given);
