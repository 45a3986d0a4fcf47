using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Tasks;

/// <summary>The tasks of a project with one Webhook stage, without a database.</summary>
internal sealed class FakeTasks : ITaskList
{
    public static readonly StageId Webhook = new("hook");

    public TaskSlice Page { get; set; } = TaskSlice.Empty;

    public NamedTasks Named { get; set; } = new([], []);

    public StageCount Count { get; set; } = StageCount.None;

    public FailingTasks Failing { get; set; } = FailingTasks.None;

    public int Loads { get; private set; }

    public void GivenHeld(int held)
    {
        var rows = Enumerable.Range(1, held).Select(i => Row($"task{i}.png", TaskState.Held)).Append(Row("new.png", TaskState.Sending));
        Page = new([.. rows], held + 1);
        Count = new(held + 1, held, 0, 1, null);
        Failing = new(
            held, 0, [new(AttemptOutcome.Answered, 503, held, 0)],
            [new(Webhook, "Webhook", "ml.bakery.example/hook", TimeSpan.FromSeconds(10), "Complete", held)], ListScene.Now.AddMinutes(-22));
    }

    public Task<TaskRail?> RailAsync(Id<Project> project, string me, CancellationToken cancellationToken) => Task.FromResult<TaskRail?>(
        new([new(Webhook, "Webhook", StageKind.Webhook, false, Count)], Count.Here, Count.Held, 0, []));

    public Task<TaskSlice> ListAsync(TaskQuery query, CancellationToken cancellationToken)
    {
        Loads++;

        return Task.FromResult(Page);
    }

    public Task<IReadOnlyList<Id<LabelTask>>> IdsAsync(TaskQuery query, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Id<LabelTask>>>(
            [.. Page.Items.Where(row => (query.State ?? row.State) == row.State).Select(row => row.Id)]);

    public Task<IReadOnlyList<TaskRow>> RowsAsync(
        Id<Project> project, IReadOnlyList<Id<LabelTask>> tasks, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<TaskRow>>([.. tasks.Select(id => Page.Items.First(row => row.Id == id))]);

    public Task<NamedTasks> FindAsync(Id<Project> project, string list, CancellationToken cancellationToken) =>
        Task.FromResult(Named);

    public Task<(Id<LabelTask>? Previous, Id<LabelTask>? Next)> NeighboursAsync(
        TaskQuery query, Id<LabelTask> task, CancellationToken cancellationToken) =>
        Task.FromResult<(Id<LabelTask>?, Id<LabelTask>?)>((null, null));

    public Task<FailingTasks> FailingAsync(TaskQuery query, CancellationToken cancellationToken) => Task.FromResult(Failing);

    private static TaskRow Row(string externalId, TaskState state) => new()
    {
        Id = Id<LabelTask>.New(ListScene.Now),
        ExternalId = externalId,
        Picture = "/files/x.png",
        StageId = Webhook,
        StageName = "Webhook",
        StageKind = StageKind.Webhook,
        State = state,
        LastResult = new("503", ListScene.Now.AddMinutes(-2), Id<DeliveryAttempt>.New(ListScene.Now)),
        StageEnteredAt = ListScene.Now.AddMinutes(-3),
        Batches = ["batch-1"],
        SubmittedBy = "Mina Sato",
        UpdatedAt = ListScene.Now,
    };
}
