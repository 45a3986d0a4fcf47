using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries.Sending;

/// <summary>Every misbehaviour at once beside a healthy receiver, in the real application.</summary>
[Collection(Alone.Name)]
public sealed class HostileSoakTests : IAsyncLifetime
{
    private const int Healthy = 40;
    private const int EachHostile = 3;
    private const long MostGrowth = 64 * 1024 * 1024;

    private static readonly Func<HostileTalk, Task>[] Behaviours =
    [
        Hostile.NeverAnswers, Hostile.DripsHead, Hostile.DripsInterimAnswers, Hostile.FloodsHead, Hostile.FloodsInterimAnswers,
        Hostile.Garbage, Hostile.OldHttp, Hostile.SwitchesProtocols, Hostile.HalfCloses, Hostile.Resets, Hostile.ResetsInHead,
        Hostile.DripsBody, Hostile.EndlessBody, Hostile.ZipBomb, Hostile.TruncatesChunk, Hostile.TruncatesBody,
        Hostile.BreaksChunk, Hostile.ConflictingLengths, Hostile.NoContentWithBody,
    ];

    private readonly StudioApp _app = new StudioApp()
        .With("WebhookStudio:Delivery:BodyTimeout", "00:00:01")
        .With("WebhookStudio:Delivery:TlsTimeout", "00:00:01")
        .With("WebhookStudio:Delivery:RetryDelays:0", "01:00:00");

    private readonly List<HostileReceiver> _hostile = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _app.Start();
        _hostile.AddRange(Behaviours.Select(behaviour => HostileReceiver.Start(behaviour)));
        _hostile.Add(HostileReceiver.Start(Hostile.Healthy, TestCertificates.Expired));

        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Task.WhenAll(_hostile.Select(receiver => receiver.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task Submit_EveryMisbehaviourAtOnce_HealthyArriveAndNothingStays()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var healthy = await Scenario.CreateAsync(_app, receiver.Url);
        var hostile = new List<Scenario>();
        await healthy.SubmitNewAsync("first.png");
        await healthy.SettlesAsync(DeliveryStatus.Delivered, Cancelled);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        foreach (var url in _hostile.Select(each => each.Url).Append(_hostile[0].Url.Replace("http:", "https:", StringComparison.Ordinal)))
        {
            hostile.Add(await Scenario.CreateAsync(_app, url, Hurried));
            await SubmitAsync(hostile[^1], EachHostile);
            await SubmitAsync(healthy, Healthy / Behaviours.Length);
        }

        var arrived = await Eventually.GetAsync(
            healthy.DeliveriesAsync, found => found.All(d => d.Status is DeliveryStatus.Delivered), Cancelled);
        var ended = await Task.WhenAll(hostile.Select(EndAsync));

        Assert.All(ended, attempts => Assert.Equal(EachHostile, attempts.Count));
        Assert.Equal(arrived.Count, receiver.TakeAll().Count);
        await Task.WhenAll(_hostile.Select(each => each.ClosedAsync(Cancelled)));
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MostGrowth);
    }

    private static WebhookStageSettings Hurried(WebhookStageSettings settings) => settings with { Timeout = TimeSpan.FromSeconds(2) };

    private static async Task SubmitAsync(Scenario scenario, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await scenario.SubmitNewAsync($"{i}.png");
        }
    }

    /// <summary>Waits until each delivery has had its attempt.</summary>
    private static Task<List<DeliveryAttempt>> EndAsync(Scenario scenario) =>
        Eventually.GetAsync(scenario.AttemptsAsync, found => found.Count >= EachHostile, Cancelled);
}
