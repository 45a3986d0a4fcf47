using System.Net;
using System.Net.Sockets;
using System.Text;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries;

/// <summary>Each way a receiver can fail ends in its word, and leaves the task in the stage.</summary>
public sealed class OutcomeTests : IAsyncLifetime
{
    private readonly StudioApp _app = new StudioApp().With("WebhookStudio:Delivery:ConnectTimeout", "00:00:01");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _app.Start();

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Submit_NothingListens_ConnectionRefused()
    {
        using var unused = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        unused.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        var attempt = await AttemptAsync($"http://127.0.0.1:{((IPEndPoint)unused.LocalEndPoint!).Port}/hook");

        Assert.Equal("Connection refused", AttemptOutcomes.Status(attempt.Outcome, attempt.StatusCode));
    }

    [Fact]
    public async Task Submit_NameWithoutAddress_HostNotFound()
    {
        var attempt = await AttemptAsync("http://receiver.invalid/hook");

        Assert.Equal("Host not found", AttemptOutcomes.Status(attempt.Outcome, attempt.StatusCode));
    }

    [Fact]
    public async Task Submit_ReceiverNeverAnswers_TimedOut()
    {
        await using var receiver = RawReceiver.Start((_, stopping) => Task.Delay(Timeout.Infinite, stopping));

        var attempt = await AttemptAsync(receiver.Url);

        Assert.Equal("Timed out", AttemptOutcomes.Status(attempt.Outcome, attempt.StatusCode));
        Assert.InRange(attempt.DurationMs, 900, 5000);
    }

    [Fact]
    public async Task Submit_PlainHttpBehindHttps_TlsFailed()
    {
        await using var receiver = RawReceiver.Start(RawReceiver.Answer("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));

        var attempt = await AttemptAsync(receiver.Url.Replace("http:", "https:", StringComparison.Ordinal));

        Assert.Equal("TLS failed", AttemptOutcomes.Status(attempt.Outcome, attempt.StatusCode));
    }

    [Fact]
    public async Task Submit_AnswerIsNotHttp_ProtocolError()
    {
        await using var receiver = RawReceiver.Start(RawReceiver.Answer("220 mail.example ESMTP\r\n"));

        var attempt = await AttemptAsync(receiver.Url);

        Assert.Equal("Protocol error", AttemptOutcomes.Status(attempt.Outcome, attempt.StatusCode));
    }

    [Fact]
    public async Task Submit_ConnectionClosedWithoutAnswer_ConnectionReset()
    {
        await using var receiver = RawReceiver.Start(RawReceiver.Answer(""));

        var attempt = await AttemptAsync(receiver.Url);

        Assert.Equal("Connection reset", AttemptOutcomes.Status(attempt.Outcome, attempt.StatusCode));
    }

    [Fact]
    public async Task Submit_HeadersWithoutEnd_HeadersTooLarge()
    {
        await using var receiver = RawReceiver.Start(RawReceiver.Answer(
            "HTTP/1.1 200 OK\r\nX-Filler: " + new string('x', 100_000) + "\r\n\r\n"));

        var attempt = await AttemptAsync(receiver.Url);

        Assert.Equal("Headers too large", AttemptOutcomes.Status(attempt.Outcome, attempt.StatusCode));
    }

    [Fact]
    public async Task Submit_BodyNeverEnds_TheStatusDecidesAndTheBodyIsCut()
    {
        await using var receiver = RawReceiver.Start(async (stream, stopping) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), stopping);
            var chunk = Encoding.ASCII.GetBytes($"2000\r\n{new string('x', 0x2000)}\r\n");

            while (true)
            {
                await stream.WriteAsync(chunk, stopping);
            }
        });

        var attempt = await AttemptAsync(receiver.Url, DeliveryStatus.Delivered);

        Assert.Equal((200, true, true), (attempt.StatusCode, attempt.Accepted, attempt.ResponseCut));
        Assert.Equal(64 * 1024, attempt.Exchange!.ResponseBody!.Length);
    }

    [Fact]
    public async Task Submit_BodyDrips_EndsWithinTheTimeout()
    {
        await using var receiver = RawReceiver.Start(async (stream, stopping) =>
        {
            await stream.WriteAsync("HTTP/1.1 503 Busy\r\nContent-Length: 1000\r\n\r\nslow"u8.ToArray(), stopping);
            await Task.Delay(Timeout.Infinite, stopping);
        });

        var attempt = await AttemptAsync(receiver.Url);

        Assert.Equal((503, true), (attempt.StatusCode, attempt.ResponseCut));
        Assert.Equal("slow", Encoding.ASCII.GetString(attempt.Exchange!.ResponseBody!));
    }

    [Fact]
    public async Task Submit_StageWithoutUrl_NeedsSetup()
    {
        var attempt = await AttemptAsync("", DeliveryStatus.Held);

        Assert.Equal("Needs setup", AttemptOutcomes.Status(attempt.Outcome, attempt.StatusCode));
    }

    private async Task<DeliveryAttempt> AttemptAsync(string url, DeliveryStatus? expected = null)
    {
        var scenario = await Scenario.CreateAsync(_app, url, settings => settings with { Timeout = TimeSpan.FromSeconds(1) });
        var task = await scenario.SubmitNewAsync();
        await scenario.SettlesAsync(expected ?? DeliveryStatus.Retrying, Cancelled);

        if (expected is not DeliveryStatus.Delivered)
        {
            Assert.Equal(scenario.Webhook.Id, (await scenario.TaskAsync(task)).StageId);
        }

        return Assert.Single(await scenario.AttemptsAsync());
    }
}
