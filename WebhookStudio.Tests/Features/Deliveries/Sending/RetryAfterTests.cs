using System.Net;
using WebhookStudio.Features.Deliveries.Sending;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries.Sending;

public class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, 500, TimeSpan.Zero);

    [Theory]
    [InlineData("120", 120)]
    [InlineData(" 120 ", 120)]
    [InlineData("0", 0)]
    [InlineData("007", 7)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("9999999999", int.MaxValue)]
    [InlineData("Mon, 23 Nov 2026 08:02:00 GMT", 120)]
    [InlineData("Mon, 23 Nov 2026 08:00:01 GMT", 1)]
    [InlineData("Monday, 23-Nov-26 08:02:00 GMT", 120)]
    [InlineData("Mon Nov 23 08:02:00 2026", 120)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", int.MaxValue)]
    [InlineData("Mon, 23 Nov 2026 08:00:00 GMT", null)]
    [InlineData("Mon, 23 Nov 2026 09:02:00 +0100", null)]
    [InlineData("Tue, 23 Nov 2026 08:02:00 GMT", null)]
    [InlineData("2026-11-23T08:02:00Z", null)]
    [InlineData("-5", null)]
    [InlineData("+5", null)]
    [InlineData("1.5", null)]
    [InlineData("1e3", null)]
    [InlineData("0x10", null)]
    [InlineData("1,000", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    public void Seconds_Value_IsReadOrIgnored(string value, int? seconds) => Assert.Equal(seconds, RetryAfter.Seconds(value, Now));

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, 120)]
    [InlineData(HttpStatusCode.ServiceUnavailable, 120)]
    [InlineData(HttpStatusCode.MovedPermanently, 120)]
    [InlineData(HttpStatusCode.OK, null)]
    public async Task Send_AnswerAsksToBeLeftAlone_IsKeptUnlessAccepted(HttpStatusCode status, int? seconds)
    {
        await using var receiver = HostileReceiver.Start(talk => talk.WriteAsync(
            $"HTTP/1.1 {(int)status} X\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n"));
        using var sender = new TestSender();

        var attempt = await sender.SendAsync(receiver.Url, TestContext.Current.CancellationToken);

        Assert.Equal(seconds, attempt.RetryAfterSeconds);
    }
}
