using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries;

/// <summary>One delivery, sent once more, whatever has become of it.</summary>
public sealed class RedeliveryTests : ReceiverTest
{
    [Fact]
    public async Task Redeliver_HeldAndAccepted_MovesTheTaskOn()
    {
        var (scenario, task) = await GivenHeldAsync();

        var attempt = await RedeliverAsync(scenario, RedeliveryBody.Same);

        Assert.Equal(
            (2, AttemptTrigger.Redeliver, StudioApp.OwnerEmail, true),
            (attempt.Number, attempt.Trigger, attempt.TriggeredBy, attempt.Accepted));
        await scenario.ArrivesAsync(task, StageId.Complete, Cancelled);
        var (first, second) = (await Receiver.NextAsync(Cancelled), await Receiver.NextAsync(Cancelled));
        Assert.Equal(first.Body, second.Body);
        Assert.Equal(first.Header("webhook-id"), second.Header("webhook-id"));
        Assert.Equal(("2", "redeliver"), (second.Header("webhook-attempt"), second.Header("webhook-trigger")));
        Assert.True(second.IsSignedWith(Scenario.Secret));
        Assert.Null((await scenario.AttemptsAsync())[1].Exchange!.RequestBody);
    }

    [Fact]
    public async Task Redeliver_HeldAndRefused_HoldsAgain()
    {
        Receiver.AlwaysAnswers(HttpStatusCode.ServiceUnavailable);
        var (scenario, task) = await GivenHeldAsync();

        var attempt = await RedeliverAsync(scenario, RedeliveryBody.Same);

        Assert.Equal(503, attempt.StatusCode);
        var delivery = await scenario.SettlesAsync(DeliveryStatus.Held, Cancelled);
        Assert.Equal((2, null), (delivery.Attempts, delivery.LeaseToken));
        Assert.Equal(scenario.Webhook.Id, (await scenario.TaskAsync(task)).StageId);
    }

    [Fact]
    public async Task Redeliver_Retrying_SendsNowAndPlansNoRetry()
    {
        Receiver.AlwaysAnswers(HttpStatusCode.ServiceUnavailable);
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        await scenario.SubmitNewAsync();
        await scenario.SettlesAsync(DeliveryStatus.Retrying, Cancelled);

        await RedeliverAsync(scenario, RedeliveryBody.Same);

        await scenario.SettlesAsync(DeliveryStatus.Held, Cancelled);
        Assert.Equal(2, (await scenario.AttemptsAsync()).Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task Redeliver_Delivered_OnlyLogs(HttpStatusCode answer)
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        var task = await scenario.SubmitNewAsync();
        await scenario.ArrivesAsync(task, StageId.Complete, Cancelled);
        Receiver.AlwaysAnswers(answer);

        await RedeliverAsync(scenario, RedeliveryBody.Same);
        var attempt = await RedeliverAsync(scenario, RedeliveryBody.Same);

        Assert.Equal((3, (int)answer), (attempt.Number, attempt.StatusCode));
        var delivery = Assert.Single(await scenario.DeliveriesAsync());
        Assert.Equal((DeliveryStatus.Delivered, 1, null), (delivery.Status, delivery.Attempts, delivery.LeaseToken));
        Assert.Equal(StageId.Complete, (await scenario.TaskAsync(task)).StageId);
        Assert.Equal(3, (await scenario.VisitsAsync(task)).Count);
        var details = await App.Get<IDeliveryLog>().GetAsync(scenario.ProjectId, attempt.Id, Cancelled);
        Assert.EndsWith("after it had been delivered; nothing moved.", AttemptSentence.Of(details!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recover_ProcessDiedWhileADeliveredOneWasRedelivered_LogsThatNobodyKnows()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        await scenario.SubmitNewAsync();
        await scenario.SettlesAsync(DeliveryStatus.Delivered, Cancelled);
        await App.ReadAsync(db => db.Deliveries.ExecuteUpdateAsync(
            set => set.SetProperty(d => d.LeaseToken, "a worker that died")
                .SetProperty(d => d.LeaseUntil, DateTimeOffset.UnixEpoch),
            Cancelled));

        await App.Get<DeliveryRecovery>().SweepAsync(Cancelled);

        var delivery = Assert.Single(await scenario.DeliveriesAsync());
        Assert.Equal((DeliveryStatus.Delivered, null), (delivery.Status, delivery.LeaseToken));
        Assert.Equal(
            [(AttemptOutcome.Answered, AttemptTrigger.Auto), (AttemptOutcome.Unknown, AttemptTrigger.Redeliver)],
            (await scenario.AttemptsAsync()).Select(attempt => (attempt.Outcome, attempt.Trigger)));
    }

    [Fact]
    public async Task Redeliver_Cancelled_OnlyLogs()
    {
        var (scenario, task) = await GivenHeldAsync();
        await App.Get<ITaskFlow>().RequeueAsync(scenario.ProjectId, [task], StageId.Label, new(), Cancelled);

        var attempt = await RedeliverAsync(scenario, RedeliveryBody.Same);

        Assert.True(attempt.Accepted);
        await scenario.SettlesAsync(DeliveryStatus.Cancelled, Cancelled);
        Assert.Equal(StageId.Label, (await scenario.TaskAsync(task)).StageId);
    }

    [Fact]
    public async Task Redeliver_CurrentData_SendsAndKeepsTheTaskAsItIsNow()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        var task = await scenario.SubmitNewAsync();
        await scenario.ArrivesAsync(task, StageId.Complete, Cancelled);
        var first = await Receiver.NextAsync(Cancelled);
        Assert.DoesNotContain("6789", first.Text, StringComparison.Ordinal);
        await App.Get<ITaskFlow>().SaveAsync(
            task, new(TaskAnswer.Empty, new(6789), "mina@bakery.example"), Cancelled);

        var attempt = await RedeliverAsync(scenario, RedeliveryBody.Current);

        var second = await Receiver.NextAsync(Cancelled);
        Assert.Contains("mina@bakery.example", second.Text, StringComparison.Ordinal);
        Assert.True(second.IsSignedWith(Scenario.Secret));
        Assert.Equal(first.Header("webhook-id"), second.Header("webhook-id"));
        var bodies = await App.Get<IDeliveryLog>().GetBodiesAsync(scenario.ProjectId, attempt.Id, Cancelled);
        Assert.Equal(second.Text, Encoding.UTF8.GetString(bodies!.Request!));
    }

    [Fact]
    public async Task Redeliver_BodyIsPruned_SaysWhatElseToDo()
    {
        var (scenario, _) = await GivenHeldAsync();
        await App.ReadAsync(db => db.Payloads.ExecuteDeleteAsync(Cancelled));

        var refusal = await Assert.ThrowsAsync<DomainRuleException>(() => RedeliverAsync(scenario, RedeliveryBody.Same));

        Assert.Equal("delivery.no_payload", refusal.Code);
        await scenario.SettlesAsync(DeliveryStatus.Held, Cancelled);
        Assert.True((await RedeliverAsync(scenario, RedeliveryBody.Current)).Accepted);
    }

    [Fact]
    public async Task Redeliver_UnderWay_IsRefused()
    {
        var answer = new TaskCompletionSource();
        Receiver.Answers(_ => answer.Task);
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        var task = await scenario.SubmitNewAsync();
        await Receiver.NextAsync(Cancelled);

        var refusal = await Assert.ThrowsAsync<DomainRuleException>(() => RedeliverAsync(scenario, RedeliveryBody.Same));

        Assert.Equal("delivery.busy", refusal.Code);
        answer.SetResult();
        await scenario.ArrivesAsync(task, StageId.Complete, Cancelled);
        Assert.Single(await scenario.AttemptsAsync());
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.BadRequest)]
    public async Task Redeliver_TwiceAtOnce_SendsOnce(HttpStatusCode before)
    {
        Receiver.Answers(before);
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        await scenario.SubmitNewAsync();
        await scenario.SettlesAsync(
            before is HttpStatusCode.OK ? DeliveryStatus.Delivered : DeliveryStatus.Held, Cancelled);
        await Receiver.NextAsync(Cancelled);
        var answer = new TaskCompletionSource();
        Receiver.Answers(_ => answer.Task);

        var both = new[] { RedeliverAsync(scenario, RedeliveryBody.Same), RedeliverAsync(scenario, RedeliveryBody.Same) };
        var refused = await Task.WhenAny(both);
        answer.SetResult();

        Assert.Equal("delivery.busy", (await Assert.ThrowsAsync<DomainRuleException>(() => refused)).Code);
        Assert.True((await both.Single(each => each != refused)).Accepted);
        Assert.Equal(2, (await scenario.AttemptsAsync()).Count);
        Assert.Single(Receiver.TakeAll());
    }

    [Fact]
    public async Task Redeliver_DatabaseRefusesForAWhile_WritesDownWhatWasSentOnce()
    {
        var (scenario, task) = await GivenHeldAsync();
        await Receiver.NextAsync(Cancelled);
        await ExecuteAsync("CREATE TRIGGER full BEFORE INSERT ON attempts BEGIN SELECT RAISE(ABORT, 'disk is full'); END");

        var redelivery = RedeliverAsync(scenario, RedeliveryBody.Same);
        await App.Log.WaitForAsync("could not be written down yet", Cancelled);
        await ExecuteAsync("DROP TRIGGER full");

        Assert.True((await redelivery).Accepted);
        await scenario.ArrivesAsync(task, StageId.Complete, Cancelled);
        Assert.Single(Receiver.TakeAll());
    }

    [Fact]
    public async Task Redeliver_RequeuedMeanwhile_OnlyLogsTheAnswer()
    {
        var (scenario, task) = await GivenHeldAsync();
        await Receiver.NextAsync(Cancelled);
        var answer = new TaskCompletionSource();
        Receiver.Answers(_ => answer.Task);

        var redelivery = RedeliverAsync(scenario, RedeliveryBody.Same);
        await Receiver.NextAsync(Cancelled);
        await App.Get<ITaskFlow>().RequeueAsync(scenario.ProjectId, [task], StageId.Label, new(), Cancelled);
        answer.SetResult();

        Assert.True((await redelivery).Accepted);
        Assert.Equal(StageId.Label, (await scenario.TaskAsync(task)).StageId);
        Assert.Equal(2, (await scenario.AttemptsAsync()).Count);
    }

    private Task<int> ExecuteAsync(string sql) =>
        App.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql, Cancelled));

    private async Task<(Scenario Scenario, Id<LabelTask> Task)> GivenHeldAsync()
    {
        Receiver.Answers(HttpStatusCode.BadRequest);
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        var task = await scenario.SubmitNewAsync();
        await scenario.SettlesAsync(DeliveryStatus.Held, Cancelled);

        return (scenario, task);
    }

    private async Task<DeliveryAttempt> RedeliverAsync(Scenario scenario, RedeliveryBody body) =>
        await App.Get<IRedelivery>().SendAsync(
            new(scenario.ProjectId, (await scenario.DeliveriesAsync())[0].Id, body, StudioApp.OwnerEmail), Cancelled);
}
