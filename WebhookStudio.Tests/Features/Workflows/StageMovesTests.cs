using System.Net;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Workflows;

/// <summary>Saving a workflow without a stage that holds tasks: they go where the save says, in the same transaction.</summary>
public sealed class StageMovesTests : ReceiverTest
{
    private static readonly StageId Second = new("second");

    [Fact]
    public async Task Save_TasksMoveToLabel_CancelsWhatTheStageOwed()
    {
        var scenario = await HeldAsync();
        var task = await scenario.SubmitNewAsync();
        await scenario.SettlesAsync(DeliveryStatus.Held, Cancelled);

        await SaveAsync(scenario, Without(scenario), (scenario.Webhook.Id, StageId.Label));

        var moved = await scenario.TaskAsync(task);
        Assert.Equal((StageId.Label, null), (moved.StageId, moved.DeliveryId));
        Assert.Equal(DeliveryStatus.Cancelled, Assert.Single(await scenario.DeliveriesAsync()).Status);
        Assert.Equal(["Start", "Label"], (await scenario.VisitsAsync(task)).Select(visit => visit.StageId.Value));
    }

    [Fact]
    public async Task Save_TasksMoveToAnotherWebhookStage_SendsItsWebhook()
    {
        var scenario = await HeldAsync();
        var task = await scenario.SubmitNewAsync();
        await scenario.SettlesAsync(DeliveryStatus.Held, Cancelled);
        Receiver.TakeAll();
        var second = scenario.Webhook with { Id = Second, Name = "Webhook 2" };
        var edited = new Workflow { Stages = [.. Without(scenario, Second).Stages, second] };

        await SaveAsync(scenario, edited, (scenario.Webhook.Id, Second));

        await scenario.ArrivesAsync(task, StageId.Complete, Cancelled);
        Assert.Single(Receiver.TakeAll());
        Assert.Equal(
            [DeliveryStatus.Cancelled, DeliveryStatus.Delivered],
            (await scenario.DeliveriesAsync()).Select(delivery => delivery.Status));
    }

    [Fact]
    public async Task Save_RequestIsUnderWay_IsLoggedAndTheTaskStaysWhereItWent()
    {
        var answer = new TaskCompletionSource();
        Receiver.Answers(_ => answer.Task);
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        var task = await scenario.SubmitNewAsync();
        await Receiver.NextAsync(Cancelled);

        await SaveAsync(scenario, Without(scenario), (scenario.Webhook.Id, StageId.Label));
        answer.SetResult();

        await Eventually.GetAsync(scenario.AttemptsAsync, attempts => attempts.Count == 1, Cancelled);
        Assert.Equal(StageId.Label, (await scenario.TaskAsync(task)).StageId);
        Assert.Equal(DeliveryStatus.Cancelled, Assert.Single(await scenario.DeliveriesAsync()).Status);
    }

    [Fact]
    public async Task Save_MoreTasksThanOneChunk_MovesThemAll()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        await scenario.AddTasksAsync([.. Enumerable.Range(1, 1100).Select(number => $"task{number}.png")]);
        var second = scenario.Workflow.Get(StageId.Label) with { Id = Second, Name = "Label 2" };
        var edited = new Workflow
        {
            Stages =
            [
                scenario.Workflow.Start with { Next = [Second] }, second, .. scenario.Workflow.Stages.Where(s => s.Id != StageId.Label).Skip(1),
            ],
        };

        await SaveAsync(scenario, edited, (StageId.Label, Second));

        Assert.Equal(1100, await App.ReadAsync(db => db.Tasks.CountAsync(task => task.StageId == Second)));
    }

    [Theory]
    [InlineData("nowhere", "the new workflow has no such stage")]
    [InlineData("off", "is off and would send nothing")]
    public async Task Save_TargetIsNone_IsRefusedAndNothingHasChanged(string target, string words)
    {
        var scenario = await HeldAsync();
        var task = await scenario.SubmitNewAsync();
        await scenario.SettlesAsync(DeliveryStatus.Held, Cancelled);
        var off = scenario.Webhook with
        {
            Id = new("off"),
            Name = "Off",
            Settings = (WebhookStageSettings)scenario.Webhook.Settings with { Enabled = false },
        };
        var edited = new Workflow { Stages = [.. Without(scenario).Stages, off] };

        var refusal = await Assert.ThrowsAsync<DomainRuleException>(
            () => SaveAsync(scenario, edited, (scenario.Webhook.Id, new(target))));

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(scenario.Webhook.Id, (await scenario.TaskAsync(task)).StageId);
        Assert.Equal(DeliveryStatus.Held, Assert.Single(await scenario.DeliveriesAsync()).Status);
    }

    [Fact]
    public async Task FindLeft_RemovedAndUnreachableStagesWithTasks_AreListed()
    {
        var scenario = await HeldAsync();
        await scenario.SubmitNewAsync();
        await scenario.AddTasksAsync("a.png", "b.png");
        var around = scenario.Workflow.With(scenario.Workflow.Start with { Next = [StageId.Complete] });

        Assert.Equal(
            ["Label 2 False", "Webhook 1 False"],
            (await LeftAsync(around)).Select(left => $"{left.Stage.Name} {left.Tasks} {left.IsRemoved}"));
        Assert.Equal(
            ["Webhook 1 True"],
            (await LeftAsync(Without(scenario))).Select(left => $"{left.Stage.Name} {left.Tasks} {left.IsRemoved}"));

        Task<IReadOnlyList<LeftStage>> LeftAsync(Workflow edited) =>
            App.Get<IWorkflowService>().FindLeftAsync(scenario.ProjectId, edited, Cancelled);
    }

    [Fact]
    public async Task Save_TwoAtOnce_OneIsLiveAndTheOtherIsToldWhoWasFaster()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        var saves = Enumerable.Range(1, 8).Select(number => Task.Run(async () =>
        {
            try
            {
                var edited = scenario.Workflow.With(scenario.Webhook with { Name = $"Webhook {number}" });
                return await App.Get<IWorkflowService>().SaveAsync(
                    scenario.ProjectId, new WorkflowSave(edited, 1, $"person{number}@bakery.example"), Cancelled);
            }
            catch (DomainRuleException refusal) when (refusal.Code == "workflow.moved")
            {
                return 0;
            }
        })).ToList();

        var versions = await Task.WhenAll(saves);

        Assert.Equal(7, versions.Count(version => version == 0));
        Assert.Equal([1, 2], await App.ReadAsync(db => db.WorkflowVersions.OrderBy(v => v.Number).Select(v => v.Number).ToListAsync()));
        var project = await App.ReadAsync(db => db.Projects.SingleAsync(p => p.Id == scenario.ProjectId));
        Assert.Equal($"Webhook {Array.IndexOf(versions, 2) + 1}", project.Workflow.Get(scenario.Webhook.Id).Name);
    }

    /// <summary>The receiver answers 400 once, so that the first task is held.</summary>
    private async Task<Scenario> HeldAsync()
    {
        Receiver.Answers(HttpStatusCode.BadRequest);

        return await Scenario.CreateAsync(App, Receiver.Url);
    }

    private static Workflow Without(Scenario scenario, StageId? next = null) => new()
    {
        Stages =
        [
            .. scenario.Workflow.Stages.Where(stage => stage.Id != scenario.Webhook.Id)
                .Select(stage => stage.Id == StageId.Label ? stage with { Next = [next ?? StageId.Complete] } : stage),
        ],
    };

    private Task<int> SaveAsync(Scenario scenario, Workflow edited, (StageId From, StageId To) move) =>
        App.Get<IWorkflowService>().SaveAsync(
            scenario.ProjectId,
            new WorkflowSave(edited, 1, StudioApp.OwnerEmail)
            {
                MoveTasks = new Dictionary<StageId, StageId> { [move.From] = move.To },
            },
            Cancelled);
}
