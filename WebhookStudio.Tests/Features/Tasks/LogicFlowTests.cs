using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Tasks;

/// <summary>Hold stages keep tasks until somebody forwards them; Logic stages keep none.</summary>
public sealed class LogicFlowTests : ReceiverTest
{
    private static readonly JsonElement NoMetadata = JsonElement.Parse("{}");
    private static readonly DurationRule Anything = new(0, null);
    private static readonly DurationRule Nothing = new(long.MaxValue, null);

    private ITaskFlow Flow => App.Get<ITaskFlow>();

    [Fact]
    public async Task Submit_LogicLogicWebhook_IsOneTransaction()
    {
        var scenario = await Scenario.CreateAsync(App, StageKit.Of(
            StageKit.Start,
            StageKit.Label().To("First"),
            StageKit.Logic("First", Nothing, Anything).To("Complete", "Second", "Complete"),
            StageKit.Logic("Second", new AnnotatorRule([StudioApp.OwnerEmail])).To("Hook", "Complete"),
            StageKit.Webhook("Hook", Receiver.Url).To("Complete"),
            StageKit.Complete));

        var task = (await scenario.AddTasksAsync("task5.png"))[0];
        await scenario.SubmitAsync(task);

        Assert.Single(await scenario.DeliveriesAsync());
        await scenario.ArrivesAsync(task, StageId.Complete, Cancelled);
        var visits = await scenario.VisitsAsync(task);
        Assert.Equal(["Start", "Label", "First", "Second", "Hook"], visits.Select(visit => visit.StageName));
        Assert.All(visits.Skip(2), visit => Assert.Equal(VisitKind.Automatic, visit.Kind));
        var webhook = (await Receiver.NextAsync(Cancelled)).Text;
        Assert.Contains("\"stageId\":\"Second\"", webhook, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_LogicByBatchBehindStart_SplitsTheImport()
    {
        var scenario = await Scenario.CreateAsync(App, StageKit.Of(
            StageKit.Start, StageKit.Label().To("Complete"), StageKit.Label("Other").To("Complete"), StageKit.Complete));
        var batch = new WebhookStudio.Domain.Assets.Batch
        {
            Id = Id<WebhookStudio.Domain.Assets.Batch>.New(TimeProvider.System.GetUtcNow()),
            ProjectId = scenario.ProjectId,
            Name = "Monday",
        };
        await App.ReadAsync(async db =>
        {
            db.Add(batch);
            var project = await db.Projects.FindAsync(scenario.ProjectId);
            project!.ChangeWorkflow(
                StageKit.Of(
                    StageKit.Start.To("Split"), StageKit.Logic("Split", new BatchRule([batch.Id.Value])).To("Other", "Label"),
                    StageKit.Label().To("Complete"), StageKit.Label("Other").To("Complete"), StageKit.Complete),
                StudioApp.OwnerEmail,
                TimeProvider.System.GetUtcNow());

            return await db.SaveChangesAsync();
        });

        var tasks = await Flow.AddAsync(
            scenario.ProjectId,
            [
                new("https://p.example/a.png", "a.png", NoMetadata, [batch.Id], []),
                new("https://p.example/b.png", "b.png", NoMetadata, [], []),
            ],
            StudioApp.OwnerEmail,
            Cancelled);

        Assert.Equal(["Other", "Label"], tasks.Select(task => task.StageId.Value));
    }

    [Fact]
    public async Task Accepted_WebhookBeforeLogic_SplitsWhatLeaves()
    {
        var scenario = await Scenario.CreateAsync(App, StageKit.Of(
            StageKit.Start,
            StageKit.Label().To("Hook"),
            StageKit.Webhook("Hook", Receiver.Url).To("Split"),
            StageKit.Logic("Split", Anything).To("Hold", "Complete"),
            StageKit.Hold().To("Complete"),
            StageKit.Complete));

        var task = await scenario.SubmitNewAsync();

        await scenario.ArrivesAsync(task, new("Hold"), Cancelled);
        await scenario.SettlesAsync(DeliveryStatus.Delivered, Cancelled);
    }

    [Fact]
    public async Task Requeue_IntoLogic_PassesOnAtOnce()
    {
        var scenario = await Scenario.CreateAsync(App, StageKit.Of(
            StageKit.Start,
            StageKit.Label().To("Split"),
            StageKit.Logic("Split", Nothing).To("Hold", "Complete"),
            StageKit.Hold().To("Complete"),
            StageKit.Complete));
        var task = (await scenario.AddTasksAsync("task5.png"))[0];

        await Flow.RequeueAsync(scenario.ProjectId, [task], new("Split"), new(), Cancelled);

        Assert.Equal(StageId.Complete, (await scenario.TaskAsync(task)).StageId);
        Assert.Equal(["Start", "Split"], (await scenario.VisitsAsync(task)).Select(visit => visit.StageName));
    }

    [Fact]
    public async Task Submit_LogicThenWebhookThatIsOff_ComesToRestBehindBoth()
    {
        var scenario = await Scenario.CreateAsync(App, StageKit.Of(
            StageKit.Start,
            StageKit.Label().To("Split"),
            StageKit.Logic("Split", Anything).To("Off", "Complete"),
            StageKit.Webhook("Off", Receiver.Url, enabled: false).To("Hold"),
            StageKit.Hold().To("Complete"),
            StageKit.Complete));

        var task = await scenario.SubmitNewAsync();

        Assert.Equal(new("Hold"), (await scenario.TaskAsync(task)).StageId);
        Assert.Empty(await scenario.DeliveriesAsync());
    }

    [Fact]
    public async Task Forward_ChosenTasksOfHold_GoOnAndSayWhoSentThem()
    {
        var scenario = await GivenHoldAsync();
        var (first, second) = (await scenario.SubmitNewAsync("a.png"), await scenario.SubmitNewAsync("b.png"));

        var count = await Flow.ForwardAsync(
            scenario.ProjectId, new("Hold"), new("bo@bakery.example") { Tasks = [second] }, Cancelled);

        Assert.Equal(1, count);
        Assert.Equal(new("Hold"), (await scenario.TaskAsync(first)).StageId);
        await scenario.ArrivesAsync(second, StageId.Complete, Cancelled);
        var visit = (await scenario.VisitsAsync(second)).Single(found => found.StageName == "Hold");
        Assert.Equal((VisitKind.Forwarded, "bo@bakery.example"), (visit.Kind, visit.SubmittedBy));
        var webhook = (await Receiver.NextAsync(Cancelled)).Text;
        Assert.Contains("\"completedBy\":\"bo@bakery.example\",\"isSkipped\":false", webhook, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forward_TwiceAtOnce_MovesEachOnce()
    {
        var scenario = await GivenHoldAsync();

        foreach (var name in new[] { "a.png", "b.png", "c.png" })
        {
            await scenario.SubmitNewAsync(name);
        }

        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Flow.ForwardAsync(
            scenario.ProjectId, new("Hold"), new(StudioApp.OwnerEmail), Cancelled)));

        Assert.Equal(3, counts.Sum());
        Assert.Equal(3, (await scenario.DeliveriesAsync()).Count);
    }

    [Fact]
    public async Task Forward_LabelStage_IsRefused()
    {
        var scenario = await GivenHoldAsync();

        var refusal = await Assert.ThrowsAsync<DomainRuleException>(() => Flow.ForwardAsync(
            scenario.ProjectId, StageId.Label, new(StudioApp.OwnerEmail), Cancelled));

        Assert.Equal("Label is a Label stage. Only the tasks of Start and Hold stages are sent on by hand.", refusal.Message);
    }

    private Task<Scenario> GivenHoldAsync() => Scenario.CreateAsync(App, StageKit.Of(
        StageKit.Start,
        StageKit.Label().To("Hold"),
        StageKit.Hold().To("Hook"),
        StageKit.Webhook("Hook", Receiver.Url).To("Complete"),
        StageKit.Complete));
}
