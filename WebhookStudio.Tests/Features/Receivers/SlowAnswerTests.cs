using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Domain.Receivers;
using WebhookStudio.Features.Receivers;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Receivers;

public class SlowAnswerTests
{
    private static readonly byte[] Payload = "{}"u8.ToArray();

    private readonly FakeTimeProvider _clock = new(new(2026, 2, 6, 10, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Post_Slow_AnswersAfterFifteenSeconds()
    {
        await using var app = StartApp();
        using var scenario = await ReceiverScenario.CreateAsync(app);
        await scenario.AnswerWithAsync(ReceiverAnswer.Slow);

        var post = scenario.PostAsync(Payload);
        await ArrivesAsync(scenario);
        _clock.Advance(TestReceiver.SlowWait - TimeSpan.FromSeconds(1));
        var early = (await scenario.ListAsync())[0];

        // Advanced until it answers: the wait may begin a moment after the request shows in the list.
        await Eventually.GetAsync(Advance, _ => post.IsCompleted, TestContext.Current.CancellationToken);

        Assert.Null(early.Status);
        Assert.Equal(HttpStatusCode.OK, (await post).Status);
        var line = (await scenario.ListAsync())[0];
        Assert.Equal(200, line.Status);
        Assert.True(line.AnswerMs >= 15_000);
    }

    [Fact]
    public async Task Post_SlowAndSenderHangsUp_HasNoAnswer()
    {
        await using var app = StartApp();
        using var scenario = await ReceiverScenario.CreateAsync(app);
        await scenario.AnswerWithAsync(ReceiverAnswer.Slow);
        using var hangUp = new CancellationTokenSource();

        var post = scenario.PostAsync(Payload, hangUp: hangUp.Token);
        await ArrivesAsync(scenario);
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => post);

        var lines = await Eventually.GetAsync(
            scenario.ListAsync, lines => lines[0].AnswerMs is not null, TestContext.Current.CancellationToken);
        Assert.Null(lines[0].Status);
    }

    [Fact]
    public async Task Post_OthersWait_IsAnsweredAtOnce()
    {
        await using var app = StartApp();
        using var slow = await ReceiverScenario.CreateAsync(app);
        using var quick = await ReceiverScenario.CreateAsync(app);
        await slow.AnswerWithAsync(ReceiverAnswer.Slow);
        using var hangUp = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, 60).Select(_ => slow.PostAsync(Payload, hangUp: hangUp.Token)).ToList();
        await Eventually.GetAsync(slow.ListAsync, lines => lines.Count == 60, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, (await quick.PostAsync(Payload)).Status);

        Assert.DoesNotContain(waiting, post => post.IsCompleted);
        await hangUp.CancelAsync();
    }

    private static Task<IReadOnlyList<ReceivedLine>> ArrivesAsync(ReceiverScenario scenario) => Eventually.GetAsync(
        scenario.ListAsync, lines => lines.Count > 0, TestContext.Current.CancellationToken);

    private Task<bool> Advance()
    {
        _clock.Advance(TimeSpan.FromSeconds(1));

        return Task.FromResult(true);
    }

    private StudioApp StartApp() =>
        new StudioApp().Replace(services => services.AddSingleton<TimeProvider>(_clock)).Start();
}
