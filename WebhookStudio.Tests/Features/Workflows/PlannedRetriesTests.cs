using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Workflows;

public sealed class PlannedRetriesTests : IAsyncLifetime
{
    private ListScene _scene = null!;

    public async ValueTask InitializeAsync() => _scene = await ListScene.CreateAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Next_SomeRetrying_IsTheEarliestWithItsReason()
    {
        Fail("later.png", asked: 900);
        Fail("sooner.png", asked: 120);
        _scene.Held("held.png", ListScene.Now);
        await _scene.SaveAsync();

        var next = await NextAsync();

        Assert.Equal(("sooner.png", (int?)120), (next!.ExternalId, next.AskedSeconds));
        Assert.True(next.At >= ListScene.Now.AddSeconds(120));
    }

    [Fact]
    public async Task Next_NoneRetrying_IsNothing()
    {
        _scene.Held("held.png", ListScene.Now);
        await _scene.SaveAsync();

        Assert.Null(await NextAsync());
    }

    private void Fail(string externalId, int asked)
    {
        var delivery = _scene.Owe(_scene.AddTask(externalId, _scene.Webhook, ListScene.Now));
        _scene.Answer(delivery, 503, ListScene.Now, RetrySchedule.StandardWebhooks, asked);
    }

    private Task<PlannedRetry?> NextAsync() =>
        new PlannedRetries(_scene).NextAsync(_scene.Project.Id, _scene.Webhook.Id, TestContext.Current.CancellationToken);
}
