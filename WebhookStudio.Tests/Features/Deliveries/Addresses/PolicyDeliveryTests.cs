using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Receivers;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Tests.Features.Receivers;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries.Addresses;

/// <summary>The policy on the way of a real webhook, where nothing private is allowed.</summary>
public sealed class PolicyDeliveryTests : IAsyncLifetime
{
    private readonly StudioApp _app = new StudioApp().With("WebhookStudio:Delivery:AllowedNetworks", "none");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _app.Start();

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Submit_OwnTestReceiver_IsDelivered()
    {
        using var receiver = await ReceiverScenario.CreateAsync(_app);
        var tasks = new Scenario(_app, receiver.Project);

        var task = await tasks.SubmitNewAsync();

        await tasks.ArrivesAsync(task, StageId.Complete, Cancelled);
        Assert.Equal(SignatureVerdict.Matches, Assert.Single(await receiver.ListAsync()).Verdict);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/v2/project")]
    [InlineData("{0}/../../healthz")]
    [InlineData("{0}x")]
    public async Task Submit_OtherPathOverTheSamePool_IsBlocked(string path)
    {
        using var receiver = await ReceiverScenario.CreateAsync(_app);
        var first = new Scenario(_app, receiver.Project);
        await first.ArrivesAsync(await first.SubmitNewAsync(), StageId.Complete, Cancelled);

        var second = await Scenario.CreateAsync(
            _app, _app.BaseUrl + string.Format(null, path, TestReceiver.PathOf(receiver.Receiver.Token)));
        await second.SubmitNewAsync();

        await AssertBlockedAsync(second);
        Assert.Single(await receiver.ListAsync());
    }

    [Fact]
    public async Task Submit_ReceiverOnThisMachine_IsBlockedBeforeAnythingIsSent()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var scenario = await Scenario.CreateAsync(_app, receiver.Url);

        await scenario.SubmitNewAsync();

        await AssertBlockedAsync(scenario);
        Assert.Empty(receiver.TakeAll());
    }

    private static async Task AssertBlockedAsync(Scenario scenario)
    {
        await scenario.SettlesAsync(DeliveryStatus.Held, Cancelled);
        var attempt = Assert.Single(await scenario.AttemptsAsync());

        Assert.Equal(AttemptOutcome.BlockedAddress, attempt.Outcome);
        Assert.Contains("127.0.0.1 is loopback, this machine itself; allow it with", attempt.Detail, StringComparison.Ordinal);
    }
}
