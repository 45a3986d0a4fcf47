using Microsoft.Extensions.Hosting;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries.Engine;

/// <summary>What becomes of requests under way when the application is told to stop.</summary>
public sealed class ShutdownTests : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("studio-").FullName;
    private readonly TaskCompletionSource _answer = new();
    private WebhookReceiver _receiver = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        _receiver.Answers(async context =>
        {
            await _answer.Task;
            await context.Response.Body.WriteAsync("ok"u8.ToArray());
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Stop_AnswerComesInTime_IsSettledAndNothingIsSentTwice()
    {
        var app = new StudioApp(_data).With("WebhookStudio:Delivery:ShutdownGrace", "00:00:30").Start();
        var scenario = await Scenario.CreateAsync(app, _receiver.Url);
        var task = await scenario.SubmitNewAsync();
        await _receiver.NextAsync(Cancelled);

        var stopping = new TaskCompletionSource();
        app.Get<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);
        var stopped = app.DisposeAsync().AsTask();
        await stopping.Task;
        _answer.SetResult();
        await stopped;

        await using var again = new StudioApp(_data).Start();
        var after = scenario.In(again);
        await after.ArrivesAsync(task, StageId.Complete, Cancelled);
        Assert.Equal(AttemptOutcome.Answered, Assert.Single(await after.AttemptsAsync()).Outcome);
        Assert.Empty(_receiver.TakeAll());
    }

    [Fact]
    public async Task Stop_ReceiverHangs_IsInterruptedAndTheRestGoesOutAfterTheRestart()
    {
        var app = new StudioApp(_data).With("WebhookStudio:Delivery:ShutdownGrace", "00:00:00.1").Start();
        var scenario = await Scenario.CreateAsync(app, _receiver.Url, settings => settings with { Concurrency = 1 });

        for (var number = 1; number <= 4; number++)
        {
            await scenario.SubmitNewAsync($"task{number}.png");
        }

        await _receiver.NextAsync(Cancelled);
        await app.DisposeAsync();
        _answer.SetResult();

        await using var again = new StudioApp(_data).Start();
        var after = scenario.In(again);
        await Eventually.GetAsync(
            after.DeliveriesAsync, found => found.All(one => one.Status is DeliveryStatus.Delivered), Cancelled);
        var attempts = await after.AttemptsAsync();
        Assert.Equal(
            [AttemptOutcome.Interrupted, AttemptOutcome.Answered],
            attempts.Where(attempt => attempt.ExternalId == "task1.png").Select(attempt => attempt.Outcome));
        Assert.Equal(5, attempts.Count);
    }
}
