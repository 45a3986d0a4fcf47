using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Receivers;

/// <summary>The sample server of the documentation accepts our webhooks, and refuses those with a wrong secret.</summary>
public sealed class FlaskReceiverTests : IAsyncLifetime
{
    private readonly StudioApp _app = new();
    private FlaskServer _flask = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _flask = await FlaskServer.StartAsync(Cancelled);
        _app.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _flask.DisposeAsync();
    }

    [Fact]
    public async Task Submit_AnyText_IsAccepted()
    {
        var scenario = await Scenario.CreateAsync(_app, FlaskServer.Url);

        foreach (var externalId in new[] { "task5.png", "Le Croissànt.png", "pain 🥐 aux raisins.png", "\u2028 <&'\"\\>.png" })
        {
            var task = await scenario.SubmitNewAsync(externalId);
            await scenario.ArrivesAsync(task, StageId.Complete, Cancelled);
        }

        Assert.All(await scenario.AttemptsAsync(), attempt => Assert.Equal(200, attempt.StatusCode));
    }

    [Fact]
    public async Task Submit_WrongSecret_IsRefusedAndHeld()
    {
        var wrong = _app.Get<ISecretProtector>().Seal("another_key");
        var scenario = await Scenario.CreateAsync(_app, FlaskServer.Url, settings => settings with { Secret = wrong });

        await scenario.SubmitNewAsync("Le Croissànt.png");

        await scenario.SettlesAsync(DeliveryStatus.Held, Cancelled);
        var attempt = Assert.Single(await scenario.AttemptsAsync());
        Assert.Equal(400, attempt.StatusCode);
        Assert.Equal("Invalid signature", System.Text.Encoding.UTF8.GetString(attempt.Exchange!.ResponseBody!));
    }
}
