using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries.Engine;

/// <summary>The clock of the machine is set back by an hour while the application runs.</summary>
public sealed class ClockTests : ReceiverTest
{
    private readonly SetClock _clock = new();

    public ClockTests() => App
        .Replace(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock)))
        .With("WebhookStudio:Delivery:CircuitThreshold", "1")
        .With("WebhookStudio:Delivery:CircuitFirstPause", "00:00:00.2")
        .With("WebhookStudio:Delivery:CircuitLongestPause", "00:00:01");

    [Fact]
    public async Task SetBack_NewTask_IsDelivered()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        await scenario.ArrivesAsync(await scenario.SubmitNewAsync("before.png"), StageId.Complete, Cancelled);

        _clock.SetBack(TimeSpan.FromHours(1));

        await scenario.ArrivesAsync(await scenario.SubmitNewAsync("after.png"), StageId.Complete, Cancelled);
    }

    [Fact]
    public async Task SetBack_CircuitIsOpen_IsProbedAllTheSame()
    {
        var port = StudioProcess.FreePort();
        var scenario = await Scenario.CreateAsync(App, $"http://127.0.0.1:{port}/hook");
        await scenario.SubmitNewAsync("first.png");
        await scenario.SettlesAsync(DeliveryStatus.Retrying, Cancelled);
        _clock.SetBack(TimeSpan.FromHours(1));
        await using var receiver = await WebhookReceiver.StartAsync(port);

        await scenario.SubmitNewAsync("second.png");

        await Eventually.GetAsync(
            scenario.DeliveriesAsync,
            found => found.Single(one => one.ExternalId == "second.png").Status is DeliveryStatus.Delivered,
            Cancelled);
    }

    [Fact]
    public async Task SetBack_RetryIsPlanned_WaitsNoLongerThanPlanned()
    {
        Receiver.Answers(HttpStatusCode.ServiceUnavailable);
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        var task = await scenario.SubmitNewAsync();
        await scenario.SettlesAsync(DeliveryStatus.Retrying, Cancelled);
        var (before, wait) = await PlanAsync(scenario);

        _clock.SetBack(TimeSpan.FromHours(1));
        await App.Get<DeliveryRecovery>().SweepAsync(Cancelled);
        var (after, waitsNow) = await PlanAsync(scenario);
        await App.Get<DeliveryRecovery>().SweepAsync(Cancelled);

        // The first wait is 5 s, spread by a fifth.
        Assert.InRange(before - after, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(60));
        Assert.InRange(wait, TimeSpan.FromSeconds(3.5), TimeSpan.FromSeconds(7));
        Assert.Equal((wait, after), (waitsNow, (await PlanAsync(scenario)).DueAt));
        await scenario.ArrivesAsync(task, StageId.Complete, Cancelled);
    }

    [Fact]
    public async Task SetBack_LeaseOfALivingLane_IsNotTakenForLost()
    {
        var answer = new TaskCompletionSource();
        Receiver.Answers(_ => answer.Task);
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        var task = await scenario.SubmitNewAsync();
        await Receiver.NextAsync(Cancelled);

        _clock.SetBack(TimeSpan.FromHours(1));
        await App.Get<DeliveryRecovery>().SweepAsync(Cancelled);
        _clock.SetBack(TimeSpan.FromHours(-2));
        await App.Get<DeliveryRecovery>().SweepAsync(Cancelled);
        answer.SetResult();

        await scenario.ArrivesAsync(task, StageId.Complete, Cancelled);
        Assert.Single(await scenario.AttemptsAsync());
    }

    private static async Task<(DateTimeOffset DueAt, TimeSpan Wait)> PlanAsync(Scenario scenario)
    {
        var delivery = Assert.Single(await scenario.DeliveriesAsync());

        return (delivery.DueAt, delivery.DueAt - delivery.LastAttemptAt!.Value);
    }

    private sealed class SetClock : TimeProvider
    {
        private long _ticks;

        public void SetBack(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - TimeSpan.FromTicks(Interlocked.Read(ref _ticks));
    }
}
