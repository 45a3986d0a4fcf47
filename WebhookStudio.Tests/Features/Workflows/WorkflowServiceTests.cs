using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Assets;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Workflows;

public sealed class WorkflowServiceTests : IDisposable
{
    private const string Ada = "ada@bakery.example";

    private readonly TestDatabase _database = new();
    private readonly FakeTimeProvider _clock = new(new(2026, 2, 6, 10, 14, 8, TimeSpan.Zero));
    private readonly WriteTurns _turns = new();
    private readonly NoFiles _files = new();
    private readonly Heard _heard = new();
    private readonly Project _project;
    private readonly WorkflowService _service;

    public WorkflowServiceTests()
    {
        var workflow = Workflow.WithWebhook(new() { Url = "https://ml.bakery.example/hook" });
        _project = Project.Create("Pastry detection", "", Ada, workflow, _clock.GetUtcNow());
        var news = new TaskNews(_heard, _heard);
        _service = new(_database, _turns, new(new TaskMover(_files), news, _clock), [_heard], new EveryUrl(), _clock);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Stage Webhook => _project.Workflow.Stages.First(stage => stage.Kind is StageKind.Webhook);

    private Workflow WithoutWebhook => new()
    {
        Stages =
        [
            .. _project.Workflow.Stages.Where(stage => stage.Id != Webhook.Id)
                .Select(stage => stage.Id == StageId.Label ? stage with { Next = [StageId.Complete] } : stage),
        ],
    };

    private Workflow Renamed => _project.Workflow.With(Webhook with { Name = "To the oven" });

    public void Dispose()
    {
        _turns.Dispose();
        _database.Dispose();
    }

    [Fact]
    public async Task Get_UnknownProject_IsNull() =>
        Assert.Null(await _service.GetAsync(Id<Project>.New(_clock.GetUtcNow()), Stop));

    [Fact]
    public async Task Save_ValidWorkflow_IsLiveAndTold()
    {
        await _database.AddAsync(_project);

        var version = await _service.SaveAsync(_project.Id, Renamed, 1, "ben@bakery.example", Stop);

        var view = await _service.GetAsync(_project.Id, Stop);
        Assert.Equal((2, 2, "ben@bakery.example"), (version, view!.Version, view.SavedBy));
        Assert.Equal(Renamed, view.Workflow);
        Assert.Equal([$"saved {_project.Id}", $"changed {_project.Id}"], _heard.Calls);
    }

    [Fact]
    public async Task Save_BrokenWorkflow_IsRefusedWithTheErrors()
    {
        await _database.AddAsync(_project);
        var broken = _project.Workflow.With(Webhook with { Settings = new WebhookStageSettings() });

        var refusal = await Assert.ThrowsAsync<DomainRuleException>(() => _service.SaveAsync(_project.Id, broken, 1, Ada, Stop));

        Assert.Equal("Webhook: add a URL.", refusal.Message);
        Assert.Empty(_heard.Calls);
    }

    [Fact]
    public async Task Save_LiveVersionMoved_SaysWhoAndWhen()
    {
        await _database.AddAsync(_project);
        await _service.SaveAsync(_project.Id, Renamed, 1, "ben@bakery.example", Stop);

        var refusal = await Assert.ThrowsAsync<DomainRuleException>(
            () => _service.SaveAsync(_project.Id, _project.Workflow, 1, Ada, Stop));

        Assert.Equal("workflow.moved", refusal.Code);
        Assert.StartsWith("ben@bakery.example saved v2 at 2026-02-06 10:14:08 UTC", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_RemovedStageHasTasks_IsRefusedAndStaysLive()
    {
        var (asset, task) = NewTask();
        task.Enter(Webhook, _clock.GetUtcNow());
        await _database.AddAsync(_project, asset, task);

        var refusal = await Assert.ThrowsAsync<DomainRuleException>(
            () => _service.SaveAsync(_project.Id, WithoutWebhook, 1, Ada, Stop));

        Assert.StartsWith("1 task is in Webhook. Requeue it first, or say where it goes: \"moveTasks\"", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await _service.GetAsync(_project.Id, Stop))!.Version);
    }

    [Fact]
    public async Task Save_RemovedStageOwesWebhook_IsRefused()
    {
        var (asset, task) = NewTask();
        await _database.AddAsync(_project, asset, task, WebhookDelivery.Open(task, Webhook.Id, _clock.GetUtcNow()));

        var refusal = await Assert.ThrowsAsync<DomainRuleException>(
            () => _service.SaveAsync(_project.Id, WithoutWebhook, 1, Ada, Stop));

        Assert.Contains("owes 1 webhook", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_RemovedStageIsEmpty_IsSaved()
    {
        await _database.AddAsync(_project);

        Assert.Equal(2, await _service.SaveAsync(_project.Id, WithoutWebhook, 1, Ada, Stop));
    }

    private (Asset Asset, LabelTask Task) NewTask()
    {
        var asset = new Asset
        {
            Id = Id<Asset>.New(_clock.GetUtcNow()),
            ProjectId = _project.Id,
            Data = "https://pictures.example/task5.png",
            ExternalId = "task5.png",
            Metadata = JsonDocument.Parse("{}").RootElement,
            CreatedAt = _clock.GetUtcNow(),
        };

        return (asset, LabelTask.Create(asset, StageId.Start, Ada, _clock.GetUtcNow()));
    }

    private sealed class Heard : IWorkflowObserver, IProjectFeed, ILaneWakeups
    {
        public List<string> Calls { get; } = [];

        public Task SavedAsync(Id<Project> project, Workflow workflow, CancellationToken cancellationToken)
        {
            Calls.Add($"saved {project}");

            return Task.CompletedTask;
        }

        public void Wake(StageKey stage) => Calls.Add($"woke {stage.Stage}");

        public void WakeAt(StageKey stage, DateTimeOffset due) => throw new NotSupportedException();

        public void Publish(Id<Project> project) => Calls.Add($"changed {project}");

        public IDisposable Subscribe(Id<Project> project, Func<Task> changed) => throw new NotSupportedException();
    }

    private sealed class NoFiles : IAssetFiles
    {
        public Task<string> StoreAsync(
            Id<Project> project, string fileName, Stream content, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public string PublicUrl(string data) => data;

        public string BrowserUrl(string data) => data;
    }
}
