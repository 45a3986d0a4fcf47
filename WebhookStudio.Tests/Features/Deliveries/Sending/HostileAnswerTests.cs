using System.Text;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Features.Deliveries.Sending;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries.Sending;

/// <summary>Whatever a receiver answers, the attempt ends by its name, and the connection with it.</summary>
public sealed class HostileAnswerTests : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1.5);

    private readonly TestSender _sender = new(new() { BodyTimeout = TimeSpan.FromSeconds(1) });

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<Func<HostileTalk, Task>, AttemptOutcome, int?, bool> Behaviours => new()
    {
        { Hostile.NeverAnswers, AttemptOutcome.TimedOut, null, false },
        { Hostile.DripsHead, AttemptOutcome.ReadTimedOut, null, false },
        { Hostile.DripsInterimAnswers, AttemptOutcome.ReadTimedOut, null, false },
        { Hostile.FloodsHead, AttemptOutcome.HeadersTooLarge, null, false },
        { Hostile.FloodsInterimAnswers, AttemptOutcome.HeadersTooLarge, null, false },
        { Hostile.Garbage, AttemptOutcome.ProtocolError, null, false },
        { Hostile.OldHttp, AttemptOutcome.ProtocolError, null, false },
        { Hostile.SwitchesProtocols, AttemptOutcome.ProtocolError, null, false },
        { Hostile.HalfCloses, AttemptOutcome.ConnectionReset, null, false },
        { Hostile.Resets, AttemptOutcome.ConnectionReset, null, false },
        { Hostile.ResetsInHead, AttemptOutcome.ConnectionReset, null, false },
        { Hostile.DripsBody, AttemptOutcome.Answered, 200, true },
        { Hostile.EndlessBody, AttemptOutcome.Answered, 200, true },
        { Hostile.ZipBomb, AttemptOutcome.Answered, 200, true },
        { Hostile.TruncatesChunk, AttemptOutcome.Answered, 200, true },
        { Hostile.TruncatesBody, AttemptOutcome.Answered, 503, true },
        { Hostile.BreaksChunk, AttemptOutcome.Answered, 200, true },
        { Hostile.ConflictingLengths, AttemptOutcome.Answered, 200, false },
        { Hostile.NoContentWithBody, AttemptOutcome.Answered, 204, false },
    };

    public void Dispose() => _sender.Dispose();

    [Theory]
    [MemberData(nameof(Behaviours), DisableDiscoveryEnumeration = true)]
    public async Task Send_HostileAnswer_EndsByItsNameAndLeavesNoConnection(
        Func<HostileTalk, Task> behaviour, AttemptOutcome outcome, int? status, bool isCut)
    {
        await using var receiver = HostileReceiver.Start(behaviour);
        var isLate = outcome is AttemptOutcome.TimedOut or AttemptOutcome.ReadTimedOut;

        var attempt = await _sender.SendAsync(
            receiver.Url, Cancelled, target => isLate ? target with { Timeout = Short } : target);

        Assert.Equal((outcome, status, isCut), (attempt.Outcome, attempt.StatusCode, attempt.ResponseCut));
        Assert.Equal(status is 200, attempt.Accepted);
        Assert.InRange(attempt.Exchange!.ResponseBody?.Length ?? 0, 0, AnswerBody.MostKept);
        Assert.True(isLate || attempt.DurationMs < TestSender.Timeout.TotalMilliseconds / 2, "It took the time of the attempt.");
        Assert.Equal($"127.0.0.1:{receiver.Port}", attempt.RemoteAddress);
        await receiver.ClosedAsync(Cancelled);
        Assert.Equal(1, receiver.Accepted);
    }

    [Fact]
    public async Task Send_FirstByteHasALimitOfItsOwn_TimedOut()
    {
        using var sender = new TestSender(new() { FirstByteTimeout = TimeSpan.FromMilliseconds(200) });
        await using var receiver = HostileReceiver.Start(Hostile.NeverAnswers);

        var attempt = await sender.SendAsync(receiver.Url, Cancelled);

        Assert.Equal((AttemptOutcome.TimedOut, "No answer within 0.2 s."), (attempt.Outcome, attempt.Detail));
        await receiver.ClosedAsync(Cancelled);
    }

    [Fact]
    public async Task Send_FirstByteCameInTime_LeavesTheRestToTheWhole()
    {
        using var sender = new TestSender(new() { FirstByteTimeout = TimeSpan.FromMilliseconds(500) });
        await using var receiver = HostileReceiver.Start(Hostile.DripsHead);

        var attempt = await sender.SendAsync(receiver.Url, Cancelled, target => target with { Timeout = Short });

        Assert.Equal(AttemptOutcome.ReadTimedOut, attempt.Outcome);
        Assert.Contains("within 1.5 s", attempt.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_EndlessBody_KeepsItsBeginning()
    {
        await using var receiver = HostileReceiver.Start(Hostile.EndlessBody);

        var attempt = await _sender.SendAsync(receiver.Url, Cancelled);

        Assert.Equal(new string('x', AnswerBody.MostKept), Encoding.ASCII.GetString(attempt.Exchange!.ResponseBody!));
    }

    [Theory]
    [InlineData(AnswerBody.MostKept, false)]
    [InlineData(AnswerBody.MostKept + 1, true)]
    public async Task Send_BodyAtTheCap_IsCutOnlyBeyondIt(int length, bool isCut)
    {
        await using var receiver = HostileReceiver.Start(talk => talk.WriteAsync(
            $"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{new string('x', length)}"));

        var attempt = await _sender.SendAsync(receiver.Url, Cancelled);

        Assert.Equal((isCut, AnswerBody.MostKept), (attempt.ResponseCut, attempt.Exchange!.ResponseBody!.Length));
    }

    [Fact]
    public async Task Send_CompleteBody_KeepsTheConnectionForTheNext()
    {
        await using var receiver = HostileReceiver.Start(Hostile.Healthy);

        await _sender.SendAsync(receiver.Url, Cancelled);
        await _sender.SendAsync(receiver.Url, Cancelled);

        Assert.Equal((1, 2), (receiver.Accepted, receiver.Requests.Count));
    }

    [Fact]
    public async Task Send_ApplicationStops_Interrupted()
    {
        using var stopping = new CancellationTokenSource();
        await using var receiver = HostileReceiver.Start(Hostile.NeverAnswers);
        var sending = _sender.SendAsync(receiver.Url, stopping.Token);
        await receiver.RequestedAsync(1, Cancelled);

        await stopping.CancelAsync();

        Assert.Equal(AttemptOutcome.Interrupted, (await sending).Outcome);
        await receiver.ClosedAsync(Cancelled);
    }

    [Fact]
    public async Task Send_AnswerWithWordsOfControl_KeepsNoneOfThem()
    {
        await using var receiver = HostileReceiver.Start(Hostile.Garbage);

        var attempt = await _sender.SendAsync(receiver.Url, Cancelled);

        Assert.DoesNotContain(attempt.Detail!, char.IsControl);
    }
}
