using WebhookStudio.Domain;
using WebhookStudio.Domain.Exports;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Features.Exports;
using WebhookStudio.Features.Tasks.Operations;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Tasks;

/// <summary>Notes what is to be done to tasks.</summary>
internal sealed class FakeOperations : ITaskOperations
{
    public List<string> Calls { get; } = [];

    public List<TaskOperation> All { get; } = [];

    public Task<Id<TaskOperation>> StartAsync(
        Id<Project> project, IReadOnlyList<Id<LabelTask>> tasks, TaskChange change, string by,
        CancellationToken cancellationToken)
    {
        Calls.Add($"{change.Kind} {tasks.Count} {change.Stage?.Value ?? change.Assignee}{(change.Options.RemoveAnnotations ? " without annotations" : "")} by {by}");

        return Task.FromResult(Id<TaskOperation>.New(ListScene.Now));
    }

    public Task<IReadOnlyList<TaskOperation>> ListAsync(
        Id<Project> project, DateTimeOffset endedSince, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<TaskOperation>>(All);

    public Task<TaskOperation?> GetAsync(
        Id<Project> project, Id<TaskOperation> operation, CancellationToken cancellationToken) =>
        Task.FromResult(All.Find(each => each.Id == operation));

    public Task<bool> CancelAsync(
        Id<Project> project, Id<TaskOperation> operation, CancellationToken cancellationToken)
    {
        Calls.Add("cancel");

        return Task.FromResult(true);
    }

    public Task<IReadOnlyList<TaskPerson>> PeopleAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<TaskPerson>>([new("ada@bakery.example", "Ada Okafor"), new("mina@bakery.example", "Mina Sato")]);

    public Task<Id<FrozenTasks>> FreezeAsync(IReadOnlyList<Id<LabelTask>> tasks, CancellationToken cancellationToken) =>
        Task.FromResult(Id<FrozenTasks>.New(ListScene.Now));
}

/// <summary>Notes the exports that are asked for.</summary>
internal sealed class FakeExports : IExports
{
    public List<ExportScope> Started { get; } = [];

    public Task<Id<Export>> StartAsync(Id<Project> project, ExportScope scope, string by, CancellationToken cancellationToken)
    {
        Started.Add(scope);

        return Task.FromResult(Id<Export>.New(ListScene.Now));
    }

    public Task<IReadOnlyList<Export>> ListAsync(Id<Project> project, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ExportChoices?> GetChoicesAsync(Id<Project> project, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<int> CountAsync(Id<Project> project, ExportScope scope, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task CancelAsync(Id<Project> project, Id<Export> export, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task DeleteAsync(Id<Project> project, Id<Export> export, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<(string Path, string Name)?> FindFileAsync(
        Id<Project> project, Id<Export> export, CancellationToken cancellationToken) => throw new NotSupportedException();
}
