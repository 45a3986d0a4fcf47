using System.Net;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Workflows;

/// <summary>Workflows are edited and saved at random while their tasks are submitted, sent, settled, requeued and re-run: no task
/// is ever stranded. The choices of a seed can be repeated; what the threads make of them cannot.</summary>
public sealed class WorkflowEditPropertyTests : ReceiverTest
{
    private const int Tasks = 60;
    private const int Saves = 40;

    private static readonly HttpStatusCode[] Answers =
        [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.ServiceUnavailable];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Saves_AtRandomUnderRunningTasks_StrandNoTask(int seed)
    {
        var random = new Random(seed);
        Receiver.Answers([.. Enumerable.Range(0, 5000).Select(_ => Answers[random.Next(Answers.Length)])]);
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        await scenario.AddTasksAsync([.. Enumerable.Range(1, Tasks).Select(number => $"task{number}.png")]);
        var edits = new RandomEdits(random, Receiver.Url);
        using var saved = new CancellationTokenSource();

        var labelers = Enumerable.Range(1, 3).Select(number => Task.Run(
            () => LabelAsync(scenario, new((seed * 100) + number), saved.Token), Cancelled)).ToList();
        var manager = Task.Run(() => ManageAsync(scenario, new(seed * 100), saved.Token), Cancelled);
        var versions = await SaveAsync(scenario, edits);
        await saved.CancelAsync();
        await Task.WhenAll([.. labelers, manager]);
        await Eventually.GetAsync(
            scenario.DeliveriesAsync, all => all.TrueForAll(d => d.Status is not DeliveryStatus.Sending), Cancelled, TimeSpan.FromSeconds(60));

        Assert.True(versions > Saves / 4, $"Only {versions} of {Saves} saves were possible.");
        await AssertNothingIsStrandedAsync(scenario);
        await AssertMovedOnceAsync(scenario, edits.EverOff);
    }

    private async Task<int> SaveAsync(Scenario scenario, RandomEdits edits)
    {
        var workflows = App.Get<IWorkflowService>();
        var versions = 0;

        for (var save = 0; save < Saves; save++)
        {
            var live = (await workflows.GetAsync(scenario.ProjectId, Cancelled))!;

            try
            {
                await workflows.SaveAsync(scenario.ProjectId, edits.Save(live.Workflow, live.Version), Cancelled);
                versions++;
            }
            catch (DomainRuleException refusal) when (refusal.Code == "workflow.broken")
            {
                // What nobody could save, such as a loop.
            }
        }

        return versions;
    }

    /// <summary>Submits whatever is in a Label stage, again and again.</summary>
    private async Task LabelAsync(Scenario scenario, Random random, CancellationToken saved)
    {
        while (!saved.IsCancellationRequested)
        {
            var tasks = await App.ReadAsync(db => db.Tasks.Where(t => t.ProjectId == scenario.ProjectId).Select(t => t.Id).ToListAsync());

            foreach (var task in random.GetItems([.. tasks], 10))
            {
                await UnlessRefusedAsync(() => scenario.SubmitAsync(task));
            }
        }
    }

    /// <summary>Requeues some tasks and re-runs what is held.</summary>
    private async Task ManageAsync(Scenario scenario, Random random, CancellationToken saved)
    {
        while (!saved.IsCancellationRequested)
        {
            var live = (await App.Get<IWorkflowService>().GetAsync(scenario.ProjectId, Cancelled))!.Workflow;
            var tasks = await App.ReadAsync(db => db.Tasks.Where(t => t.ProjectId == scenario.ProjectId).Select(t => t.Id).ToListAsync());
            var stage = live.Stages[random.Next(live.Stages.Length)];
            var chosen = random.GetItems([.. tasks], 5).Distinct().ToList();
            await UnlessRefusedAsync(() => App.Get<ITaskFlow>().RequeueAsync(
                scenario.ProjectId, chosen, random.Next(2) == 0 ? StageId.Label : stage.Id, new(), Cancelled));
            await UnlessRefusedAsync(() => App.Get<IDeliveryReruns>().RerunStageAsync(
                scenario.ProjectId, stage.Id, StudioApp.OwnerEmail, Cancelled));
        }
    }

    private static async Task UnlessRefusedAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (DomainRuleException)
        {
            // Not in Label, gone meanwhile, or changed by another thread: a person would be told.
        }
    }

    /// <summary>Every task is in one stage that exists, and in a Webhook stage it owes exactly the webhook of that stage.</summary>
    private async Task AssertNothingIsStrandedAsync(Scenario scenario)
    {
        var live = (await App.Get<IWorkflowService>().GetAsync(scenario.ProjectId, Cancelled))!.Workflow;
        var tasks = await App.ReadAsync(db => db.Tasks.AsNoTracking().Where(t => t.ProjectId == scenario.ProjectId).ToListAsync());
        var owed = (await scenario.DeliveriesAsync()).Where(d => d.Status < DeliveryStatus.Delivered).ToDictionary(d => d.TaskId);

        Assert.Equal(Tasks, tasks.Count);
        Assert.All(tasks, task =>
        {
            var stage = live.Find(task.StageId);
            Assert.True(stage is not null, $"{task.ExternalId} is in {task.StageId}, which is not there.");
            var delivery = owed.GetValueOrDefault(task.Id);
            Assert.Equal(stage.Kind is StageKind.Webhook ? task.StageId : (StageId?)null, delivery?.StageId);
            Assert.Equal(task.DeliveryId, delivery?.Id);
        });
    }

    /// <summary>A webhook that was settled has moved its task once; only stages that were off let tasks pass without one.</summary>
    private async Task AssertMovedOnceAsync(Scenario scenario, HashSet<StageId> everOff)
    {
        var settled = (await scenario.DeliveriesAsync())
            .Where(d => d.Status is DeliveryStatus.Delivered or DeliveryStatus.Failed)
            .CountBy(d => (d.TaskId, d.StageId)).ToDictionary();
        var visits = await App.ReadAsync(db => db.Visits.AsNoTracking().Where(v => v.Kind == VisitKind.Automatic).ToListAsync());
        var left = visits.CountBy(v => (v.TaskId, v.StageId)).ToDictionary();

        Assert.NotEmpty(settled);
        Assert.All(settled.Keys.Union(left.Keys), key =>
        {
            var (moved, sent) = (left.GetValueOrDefault(key), settled.GetValueOrDefault(key));
            Assert.True(
                moved == sent || (moved > sent && everOff.Contains(key.StageId)),
                $"Task {key.TaskId} left {key.StageId} {moved} times for {sent} webhooks.");
        });
    }
}
