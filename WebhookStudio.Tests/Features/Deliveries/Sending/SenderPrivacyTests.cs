using System.Diagnostics;
using System.Globalization;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries.Sending;

/// <summary>What is sent goes to the receiver of the stage and to nobody else, and nothing else is sent.</summary>
public sealed class SenderPrivacyTests : IDisposable
{
    private readonly TestSender _sender = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _sender.Dispose();

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Send_Redirect_IsNotFollowed(int status)
    {
        await using var other = HostileReceiver.Start(Hostile.Healthy);
        await using var receiver = HostileReceiver.Start(Hostile.Redirects(status, $"http://ada:pw@127.0.0.1:{other.Port}/take?key=1"));

        var attempt = await _sender.SendAsync(receiver.Url, Cancelled);

        Assert.Equal((AttemptOutcome.RedirectNotFollowed, status, false), (attempt.Outcome, attempt.StatusCode, attempt.Accepted));
        Assert.Equal($"The receiver points to 127.0.0.1:{other.Port}/take. Redirects are not followed.", attempt.Detail);
        Assert.Equal(status.ToString(CultureInfo.InvariantCulture), AttemptOutcomes.Status(attempt.Outcome, attempt.StatusCode));
        Assert.Equal((0, 1), (other.Accepted, receiver.Requests.Count));
    }

    [Fact]
    public async Task Send_RedirectToItself_EndsAfterOneRequest()
    {
        await using var receiver = HostileReceiver.Start(Hostile.Redirects(302, "/hook"));

        var attempt = await _sender.SendAsync(receiver.Url, Cancelled);

        Assert.Equal("The receiver points to /hook. Redirects are not followed.", attempt.Detail);
        Assert.Single(receiver.Requests);
    }

    [Fact]
    public async Task Send_RedirectWithoutLocation_SaysSo()
    {
        await using var receiver = HostileReceiver.Start(talk => talk.WriteAsync("HTTP/1.1 304 Not Modified\r\n\r\n"));

        var attempt = await _sender.SendAsync(receiver.Url, Cancelled);

        Assert.Equal((AttemptOutcome.RedirectNotFollowed, 304), (attempt.Outcome, attempt.StatusCode));
        Assert.Contains("does not say where", attempt.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_ReceiverSetsCookies_SendsNoneBack()
    {
        await using var receiver = HostileReceiver.Start(talk => talk.WriteAsync(
            "HTTP/1.1 200 OK\r\nSet-Cookie: who=me; Path=/\r\nContent-Length: 0\r\n\r\n"));

        await _sender.SendAsync(receiver.Url, Cancelled);
        await _sender.SendAsync(receiver.Url, Cancelled);

        Assert.Equal(2, receiver.Requests.Count);
        Assert.All(receiver.Requests, head => Assert.DoesNotContain("Cookie", head, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Send_AskedForAPassword_SendsNone()
    {
        await using var receiver = HostileReceiver.Start(talk => talk.WriteAsync(
            "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Negotiate, Basic realm=x\r\nContent-Length: 0\r\n\r\n"));

        var attempt = await _sender.SendAsync(receiver.Url, Cancelled);

        Assert.Equal((AttemptOutcome.Answered, 401), (attempt.Outcome, attempt.StatusCode));
        Assert.DoesNotContain("Authorization", Assert.Single(receiver.Requests), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Send_WithinATrace_SendsNothingOfIt()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var activity = new Activity("submit").AddBaggage("who", "ada").Start();
        await using var receiver = HostileReceiver.Start(Hostile.Healthy);

        await _sender.SendAsync(receiver.Url, Cancelled);

        var head = Assert.Single(receiver.Requests);
        Assert.All(
            ["traceparent", "tracestate", "Request-Id", "baggage", "Correlation-Context"],
            name => Assert.DoesNotContain(name, head, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Send_TokenAndExtraHeaders_AreMaskedInTheLog()
    {
        await using var receiver = HostileReceiver.Start(Hostile.Healthy);

        var attempt = await _sender.SendAsync(receiver.Url, Cancelled, target => target with
        {
            Token = "t0ken",
            Headers = [new("X-Team", "pastry"), new("user-agent", "ours wins")],
        });

        Assert.Contains("Authorization: Bearer t0ken\r\n", receiver.Requests[0], StringComparison.Ordinal);
        Assert.Contains("X-Team: pastry\r\n", receiver.Requests[0], StringComparison.Ordinal);
        Assert.DoesNotContain("ours wins", receiver.Requests[0], StringComparison.Ordinal);
        Assert.Contains("Authorization: (hidden)\n", attempt.Exchange!.RequestHeaders, StringComparison.Ordinal);
        Assert.Contains("X-Team: (hidden)\n", attempt.Exchange.RequestHeaders, StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken", attempt.Exchange.RequestHeaders, StringComparison.Ordinal);
    }
}
