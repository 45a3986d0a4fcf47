using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Tasks;

/// <summary>Workflows of every kind of stage, drawn by chance and with loops through people; whatever is done to the tasks, each
/// is in one stage that exists and keeps tasks, and no act moves a task twice.</summary>
public sealed class RandomWorkflowTests : ReceiverTest
{
    private const int Actions = 30;

    private ITaskFlow Flow => App.Get<ITaskFlow>();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Actions_OfAnyKind_LeaveEachTaskInOnePlace(int seed)
    {
        var random = new Random(seed);
        var scenario = await Scenario.CreateAsync(App, Draw(random));
        var tasks = (await scenario.AddTasksAsync("a.png", "b.png", "c.png", "d.png", "e.png", "f.png")).ToList();
        var acts = new Dictionary<Id<LabelTask>, int>();

        for (var number = 0; number < Actions; number++)
        {
            var task = tasks[random.Next(tasks.Count)];

            acts[task] = acts.GetValueOrDefault(task) + await ActTwiceAsync(scenario, task, random);

            await CheckAsync(scenario, await scenario.TaskAsync(task));
        }

        await DeliveredAsync(scenario);

        foreach (var task in tasks)
        {
            await CheckAsync(scenario, await scenario.TaskAsync(task));
            var byPeople = (await scenario.VisitsAsync(task)).Count(visit => visit.IsWork || visit.Kind is VisitKind.Forwarded);
            Assert.Equal(acts.GetValueOrDefault(task), byPeople);
        }
    }

    /// <summary>Two people do the same at once, in the stage where both saw the task.</summary>
    /// <returns>How many moved it by working on it. One alone, but a Hold stage may lead back to itself by rules, and a forward
    /// means whatever waits there.</returns>
    private async Task<int> ActTwiceAsync(Scenario scenario, Id<LabelTask> task, Random random)
    {
        var seen = await scenario.TaskAsync(task);
        var stage = scenario.Workflow.Get(seen.StageId);

        if (random.Next(5) == 0 || !stage.IsManned)
        {
            var to = scenario.Workflow.Stages[random.Next(1, scenario.Workflow.Stages.Length)];
            await Record.ExceptionAsync(() => Flow.RequeueAsync(scenario.ProjectId, [task], to.Id, new(), Cancelled));

            return 0;
        }

        var verdict = random.Next(2) == 0 ? ReviewVerdict.Accepted : ReviewVerdict.Rejected;
        var both = await Task.WhenAll(
            WorkAsync(scenario, seen, stage, verdict, "ada@bakery.example"),
            WorkAsync(scenario, seen, stage, verdict, "bo@bakery.example"));
        var moved = both.Count(moves => moves);
        Assert.InRange(moved, 1, stage.Kind is StageKind.Hold ? 2 : 1);

        return moved;
    }

    private async Task<bool> WorkAsync(Scenario scenario, LabelTask seen, Stage stage, ReviewVerdict verdict, string by)
    {
        if (stage.Kind is StageKind.Hold)
        {
            return await Flow.ForwardAsync(scenario.ProjectId, stage.Id, new(by) { Tasks = [seen.Id] }, Cancelled) == 1;
        }

        var work = new LabelWork(TaskAnswer.Empty, new(1000), by, stage.Id)
        {
            Since = seen.StageEnteredAt,
            Verdict = stage.Kind is StageKind.Review ? verdict : null,
        };

        return await Record.ExceptionAsync(() => Flow.SubmitAsync(seen.Id, work, Cancelled)) switch
        {
            null => true,
            DomainRuleException => false,
            var unexpected => throw unexpected,
        };
    }

    private static async Task CheckAsync(Scenario scenario, LabelTask task)
    {
        var stage = scenario.Workflow.Find(task.StageId);
        Assert.NotNull(stage);
        Assert.NotEqual(StageKind.Logic, stage.Kind);
        Assert.False(stage.Settings is WebhookStageSettings { Enabled: false });
        var visits = await scenario.VisitsAsync(task.Id);
        Assert.All(visits, visit => Assert.NotNull(scenario.Workflow.Find(visit.StageId)));
    }

    /// <summary>Every webhook that is owed is sent, and each has moved its task out of its stage once.</summary>
    private static async Task DeliveredAsync(Scenario scenario)
    {
        var deliveries = await Eventually.GetAsync(
            scenario.DeliveriesAsync,
            found => found.TrueForAll(delivery => delivery.Status is DeliveryStatus.Delivered or DeliveryStatus.Cancelled),
            Cancelled);
        var sent = deliveries.Where(delivery => delivery.Status is DeliveryStatus.Delivered).ToList();

        foreach (var group in sent.GroupBy(delivery => (delivery.TaskId, delivery.StageId)))
        {
            var visits = await scenario.VisitsAsync(group.Key.TaskId);
            Assert.Equal(group.Count(), visits.Count(visit => visit.StageId == group.Key.StageId));
        }
    }

    private Workflow Draw(Random random)
    {
        while (true)
        {
            var stages = Enumerable.Range(0, random.Next(4, 8)).Select(number => Draw(random, number)).ToList();
            var ids = stages.Select(stage => stage.Id.Value).Append("Complete").ToList();
            var workflow = StageKit.Of(
            [
                StageKit.Start.To(ids[random.Next(ids.Count)]),
                .. stages.Select(stage => stage.To([.. stage.Outputs.Select(_ => ids[random.Next(ids.Count)])])),
                StageKit.Complete,
            ]);

            if (WorkflowCheck.Find(workflow).All(problem => problem.Severity is ProblemSeverity.Warning))
            {
                return workflow;
            }
        }
    }

    private Stage Draw(Random random, int number) => random.Next(7) switch
    {
        0 or 1 => StageKit.Review($"review{number}"),
        2 => StageKit.Hold($"hold{number}"),
        3 or 4 => StageKit.Logic(
            $"logic{number}", new RandomSampleRule(0.4), new AnnotatorRule(["ada@bakery.example"]), new DurationRule(3000, null)),
        5 => StageKit.Webhook($"hook{number}", Receiver.Url, enabled: random.Next(4) > 0),
        _ => StageKit.Label($"label{number}"),
    };
}
