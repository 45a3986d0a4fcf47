using WebhookStudio.Domain;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Tasks;

/// <summary>Tasks are accepted and rejected, and each goes one way once.</summary>
public sealed class ReviewFlowTests : ReceiverTest
{
    private const string Ada = StudioApp.OwnerEmail;
    private const string Bo = "bo@bakery.example";

    private static readonly StageId Review = new("Review");

    private ITaskFlow Flow => App.Get<ITaskFlow>();

    [Fact]
    public async Task Reject_ThenAccept_GoesBackToLabelAndOnToTheWebhook()
    {
        var scenario = await GivenReviewAsync();
        var task = await scenario.SubmitNewAsync();
        Assert.Equal(Review, (await scenario.TaskAsync(task)).StageId);

        await DecideAsync(task, ReviewVerdict.Rejected, Bo);
        var rejected = await scenario.TaskAsync(task);
        Assert.Equal((StageId.Label, Ada), (rejected.StageId, rejected.Assignee));

        await scenario.SubmitAsync(task);
        Assert.Equal(Bo, (await scenario.TaskAsync(task)).Assignee);
        await DecideAsync(task, ReviewVerdict.Accepted, Bo);

        await scenario.ArrivesAsync(task, StageId.Complete, Cancelled);
        Assert.Equal(
            [("Start", null), ("Label", null), ("Review", "Rejected"), ("Label", null), ("Review", "Accepted"), ("Hook", null)],
            (await scenario.VisitsAsync(task)).Select(visit => (visit.StageName, visit.ReviewStatus)));
        Assert.Equal([Ada, Bo, Ada, Bo], (await scenario.VisitsAsync(task)).Select(visit => visit.SubmittedBy).OfType<string>());
        var webhook = (await Receiver.NextAsync(Cancelled)).Text;
        Assert.Contains($"\"completedBy\":\"{Bo}\",\"submittedBy\":\"{Bo}\",\"reviewStatus\":\"Accepted\",\"isSkipped\":false", webhook, StringComparison.Ordinal);
        Assert.Contains($"\"updatedBy\":\"{Bo}\"", webhook, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decide_AcceptAndRejectAtOnce_OneHolds()
    {
        var scenario = await GivenReviewAsync();
        var task = await scenario.SubmitNewAsync();

        var decisions = Enumerable.Range(0, 8).Select(number => Record.ExceptionAsync(() => DecideAsync(
            task, number % 2 == 0 ? ReviewVerdict.Accepted : ReviewVerdict.Rejected, $"reviewer{number}@bakery.example")).AsTask());
        var refusals = await Task.WhenAll(decisions);

        Assert.Equal(7, refusals.Count(refusal => refusal is DomainRuleException));
        Assert.Single(await scenario.VisitsAsync(task), visit => visit.ReviewStatus is not null);
        var verdict = (await scenario.VisitsAsync(task)).Single(visit => visit.ReviewStatus is not null).Kind;
        Assert.Equal(verdict is VisitKind.Accepted ? 1 : 0, (await scenario.DeliveriesAsync()).Count);
    }

    [Fact]
    public async Task Accept_WhileRequeued_OneHolds()
    {
        var scenario = await GivenReviewAsync();

        for (var round = 0; round < 6; round++)
        {
            var task = await scenario.SubmitNewAsync($"task{round}.png");
            var since = (await scenario.TaskAsync(task)).StageEnteredAt;
            var work = Work(ReviewVerdict.Accepted, Bo) with { From = Review, Since = since };

            var accept = Record.ExceptionAsync(() => Flow.SubmitAsync(task, work, Cancelled)).AsTask();
            var requeue = Flow.RequeueAsync(scenario.ProjectId, [task], Review, new(), Cancelled);
            await Task.WhenAll(accept, requeue);

            // Whoever was second: the requeue came to Review last, and an accept that came too late was refused.
            var accepted = (await scenario.VisitsAsync(task)).Count(visit => visit.ReviewStatus is not null);
            Assert.Equal((await accept) is null ? 1 : 0, accepted);
            Assert.Equal(Review, (await scenario.TaskAsync(task)).StageId);
        }
    }

    [Fact]
    public async Task Accept_TaskThatCameAnew_IsRefused()
    {
        var scenario = await GivenReviewAsync();
        var task = await scenario.SubmitNewAsync();
        var since = (await scenario.TaskAsync(task)).StageEnteredAt;
        await Flow.RequeueAsync(scenario.ProjectId, [task], Review, new(), Cancelled);

        var refusal = await Assert.ThrowsAsync<DomainRuleException>(() => Flow.SubmitAsync(
            task, Work(ReviewVerdict.Accepted, Bo) with { From = Review, Since = since }, Cancelled));

        Assert.Equal("task5.png has come to Review anew meanwhile. Load it again.", refusal.Message);
    }

    [Theory]
    [InlineData(null, "Review", "Accept or reject it.")]
    [InlineData(ReviewVerdict.Accepted, "Label", "only a task in a Review stage can be accepted or rejected")]
    public async Task Submit_WrongKindOfStage_SaysWhatToDo(ReviewVerdict? verdict, string stage, string words)
    {
        var scenario = await GivenReviewAsync();
        var task = await scenario.SubmitNewAsync();
        await Flow.RequeueAsync(scenario.ProjectId, [task], new(stage), new(), Cancelled);

        var refusal = await Assert.ThrowsAsync<DomainRuleException>(
            () => Flow.SubmitAsync(task, Work(verdict, Bo), Cancelled));

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadOnly_ChangedLabels_AreRefusedAndVerdictsTaken()
    {
        var scenario = await GivenReviewAsync(readOnly: true);
        var task = await scenario.SubmitNewAsync();
        var changed = Work(ReviewVerdict.Accepted, Bo) with { Answer = TaskAnswer.Empty };

        var submitted = await Assert.ThrowsAsync<DomainRuleException>(() => Flow.SubmitAsync(task, changed, Cancelled));
        var saved = await Assert.ThrowsAsync<DomainRuleException>(
            () => Flow.SaveAsync(task, changed with { Verdict = null }, Cancelled));
        await DecideAsync(task, ReviewVerdict.Accepted, Bo);

        Assert.Equal(("review.read_only", "review.read_only"), (submitted.Code, saved.Code));
        Assert.Equal(3549 + 500, (await scenario.TaskAsync(task)).TotalTime.Active);
        Assert.Null((await scenario.VisitsAsync(task)).Single(visit => visit.ReviewStatus is not null).Answer);
    }

    [Fact]
    public async Task Reject_LabelerIsNoLongerAssigned_LeavesTheTaskToTheOthers()
    {
        var workflow = StageKit.Of(
            StageKit.Start, StageKit.Label("Label", Bo).To("Review"), StageKit.Review().To("Complete", "Label"), StageKit.Complete);
        var scenario = await Scenario.CreateAsync(App, workflow);
        var task = await scenario.SubmitNewAsync();

        await DecideAsync(task, ReviewVerdict.Rejected, Bo);

        Assert.Null((await scenario.TaskAsync(task)).Assignee);
    }

    private async Task<Scenario> GivenReviewAsync(bool readOnly = false) => await Scenario.CreateAsync(App, StageKit.Of(
        StageKit.Start,
        StageKit.Label().To("Review"),
        StageKit.Review("Review", readOnly).To("Hook", "Label"),
        StageKit.Webhook("Hook", Receiver.Url).To("Complete"),
        StageKit.Complete));

    private Task<LabelTask> DecideAsync(Id<LabelTask> task, ReviewVerdict verdict, string by) =>
        Flow.SubmitAsync(task, Work(verdict, by), Cancelled);

    private static LabelWork Work(ReviewVerdict? verdict, string by) => new(null, new(500), by) { Verdict = verdict };
}
