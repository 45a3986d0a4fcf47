using System.Net;
using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries.Sending;

/// <summary>What took how long belongs to the attempt that had to wait for it. The clock moves by hand.</summary>
public sealed class AttemptPhasesTests : IDisposable
{
    private static readonly IReadOnlyList<IPAddress> Here = [IPAddress.Loopback];

    private readonly FakeTimeProvider _clock = new();
    private readonly Queue<TaskCompletionSource> _answers = new();
    private readonly TestSender _sender;
    private Func<Task> _resolving = () => Task.CompletedTask;

    public AttemptPhasesTests() => _sender = new(
        addresses: new TestAddresses(async _ =>
        {
            await _resolving();

            return Here;
        }),
        clock: _clock);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _sender.Dispose();

    [Fact]
    public async Task Send_NewConnection_MeasuresEachPart()
    {
        await using var receiver = HostileReceiver.Start(async talk =>
        {
            Advance(40);
            await talk.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });
        _resolving = () =>
        {
            Advance(30);

            return Task.CompletedTask;
        };

        var attempt = await _sender.SendAsync(receiver.Url, Cancelled);

        Assert.Equal(new AttemptPhases(Dns: 30, Connect: 0, Tls: null, FirstByte: 40, Body: 0), attempt.Phases);
        Assert.Equal(70, attempt.DurationMs);
    }

    [Fact]
    public async Task Send_ConnectionIsThere_HasNeitherNameNorConnect()
    {
        await using var receiver = HostileReceiver.Start(Hostile.Healthy);
        var first = await _sender.SendAsync(receiver.Url, Cancelled);

        var second = await _sender.SendAsync(receiver.Url, Cancelled);

        Assert.Equal(new AttemptPhases(FirstByte: 0, Body: 0), second.Phases);
        Assert.Equal(first.RemoteAddress, second.RemoteAddress);
    }

    [Fact]
    public async Task Send_TimesOutWhileResolving_MeasuresWhatItWaitedFor()
    {
        var resolving = new TaskCompletionSource();
        _resolving = () =>
        {
            resolving.SetResult();

            return Task.Delay(Timeout.Infinite, Cancelled);
        };
        var sending = _sender.SendAsync("http://receiver.example/hook", Cancelled);
        await resolving.Task;

        Advance(5_000);

        var attempt = await sending;
        Assert.Equal((AttemptOutcome.ConnectTimedOut, new AttemptPhases(Dns: 5_000)), (attempt.Outcome, attempt.Phases));
    }

    /// <summary>The pool gives an idle connection to the one who dials, and the dialled one to the next who waits.</summary>
    [Fact]
    public async Task Send_ConnectionWasDialledForAnother_CountsTheWaitSinceItsOwnStart()
    {
        await using var receiver = HostileReceiver.Start(AnswerWhenToldAsync);
        var firstAnswer = Expect();
        var first = _sender.SendAsync(receiver.Url, Cancelled);
        await receiver.RequestedAsync(1, Cancelled);

        var dialling = new TaskCompletionSource();
        var resolve = new TaskCompletionSource();
        _resolving = () =>
        {
            dialling.SetResult();

            return resolve.Task;
        };
        var secondAnswer = Expect();
        var second = _sender.SendAsync(receiver.Url, Cancelled);
        await dialling.Task;
        firstAnswer.SetResult();
        await first;
        await receiver.RequestedAsync(2, Cancelled);

        Advance(100);
        var thirdAnswer = Expect();
        var third = _sender.SendAsync(receiver.Url, Cancelled);
        Advance(50);
        resolve.SetResult();
        await receiver.RequestedAsync(3, Cancelled);
        secondAnswer.SetResult();
        thirdAnswer.SetResult();

        Assert.Equal(new AttemptPhases(FirstByte: 150, Body: 0), (await second).Phases);
        Assert.Equal(new AttemptPhases(Dns: 50, Connect: 0, Tls: null, FirstByte: 0, Body: 0), (await third).Phases);
        Assert.Equal(2, receiver.Accepted);
        Assert.Equal((await second).RemoteAddress, (await third).RemoteAddress);
    }

    private void Advance(int milliseconds) => _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));

    private TaskCompletionSource Expect()
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        lock (_answers)
        {
            _answers.Enqueue(answer);
        }

        return answer;
    }

    private async Task AnswerWhenToldAsync(HostileTalk talk)
    {
        TaskCompletionSource answer;

        lock (_answers)
        {
            answer = _answers.Dequeue();
        }

        await answer.Task.WaitAsync(talk.Stopping);
        await Hostile.Healthy(talk);
    }
}
