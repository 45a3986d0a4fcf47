using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Features.Projects;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks.Operations;

/// <inheritdoc cref="ITaskOperations" />
internal sealed class TaskOperations(
    IDbContextFactory<StudioDbContext> contexts,
    WriteTurns turns,
    LiveProjects projects,
    ITaskOperationJobs jobs,
    IProjectFeed feed,
    TimeProvider clock) : ITaskOperations, IActivitySource
{
    private const int MostListed = 50;

    public async Task<Id<TaskOperation>> StartAsync(
        Id<Project> project, IReadOnlyList<Id<LabelTask>> tasks, TaskChange change, string by,
        CancellationToken cancellationToken)
    {
        if (tasks.Count == 0)
        {
            throw new DomainRuleException("tasks.none", "No task is chosen. Choose at least one.");
        }

        await CheckAsync(project, change, cancellationToken);
        var now = clock.GetUtcNow();
        var chosen = tasks.Distinct().ToList();
        var operation = new TaskOperation
        {
            Id = Id<TaskOperation>.New(now),
            ProjectId = project,
            List = Id<FrozenTasks>.New(now),
            Change = change,
            By = by,
            Total = chosen.Count,
            CreatedAt = now,
        };

        await WriteAsync([operation, .. FrozenTasks.Of(operation.List, chosen)], cancellationToken);
        jobs.Enqueue(operation.Id);
        feed.Publish(project);

        return operation.Id;
    }

    public async Task<Id<FrozenTasks>> FreezeAsync(
        IReadOnlyList<Id<LabelTask>> tasks, CancellationToken cancellationToken)
    {
        var list = Id<FrozenTasks>.New(clock.GetUtcNow());
        await WriteAsync(FrozenTasks.Of(list, tasks.Distinct()), cancellationToken);

        return list;
    }

    public async Task<IReadOnlyList<TaskOperation>> ListAsync(
        Id<Project> project, DateTimeOffset endedSince, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        return await db.TaskOperations.AsNoTracking()
            .Where(o => o.ProjectId == project
                && (o.Status == TaskOperationStatus.Waiting || o.Status == TaskOperationStatus.Running || o.EndedAt >= endedSince))
            .OrderByDescending(o => o.Id).Take(MostListed)
            .ToListAsync(cancellationToken);
    }

    public async Task<TaskOperation?> GetAsync(
        Id<Project> project, Id<TaskOperation> operation, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        return await db.TaskOperations.AsNoTracking()
            .SingleOrDefaultAsync(o => o.Id == operation && o.ProjectId == project, cancellationToken);
    }

    public async Task<bool> CancelAsync(
        Id<Project> project, Id<TaskOperation> operation, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        using (await turns.TakeAsync(cancellationToken))
        {
            var found = await db.TaskOperations.SingleOrDefaultAsync(
                o => o.Id == operation && o.ProjectId == project, cancellationToken);

            if (found is null)
            {
                return false;
            }

            found.Cancel(clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
        }

        feed.Publish(project);

        return true;
    }

    public async Task<IReadOnlyList<TaskPerson>> PeopleAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var people = await db.Users.AsNoTracking().Where(user => user.Email != null)
            .Select(user => new { user.Email, user.DisplayName })
            .ToListAsync(cancellationToken);

        return
        [
            .. people.Select(user => new TaskPerson(user.Email!, user.DisplayName.Length > 0 ? user.DisplayName : user.Email!))
                .OrderBy(person => person.Name, StringComparer.OrdinalIgnoreCase),
        ];
    }

    async Task<IReadOnlyList<Activity>> IActivitySource.ListAsync(
        Id<Project> project, DateTimeOffset endedSince, CancellationToken cancellationToken) =>
        [.. (await ListAsync(project, endedSince, cancellationToken)).Select(TaskOperationWords.Activity)];

    Task<bool> IActivitySource.CancelAsync(Id<Project> project, string key, CancellationToken cancellationToken) =>
        TaskOperationWords.FindId(key) is { } id ? CancelAsync(project, id, cancellationToken) : Task.FromResult(false);

    private async Task CheckAsync(Id<Project> project, TaskChange change, CancellationToken cancellationToken)
    {
        if (change.Kind is TaskChangeKind.Move)
        {
            TaskMoves.StageOf(projects.Get(project).Workflow, change.Stage!.Value);
        }

        if (change is { Kind: TaskChangeKind.Assign, Assignee: { } email }
            && (await PeopleAsync(cancellationToken)).All(person => person.Email != email))
        {
            throw new DomainRuleException("person.unknown", $"There is nobody with the email address {email} here.");
        }
    }

    private async Task WriteAsync(IEnumerable<object> rows, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.AddRange(rows);
        using var turn = await turns.TakeAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }
}
