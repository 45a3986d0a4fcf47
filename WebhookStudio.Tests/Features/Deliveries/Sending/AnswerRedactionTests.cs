using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Deliveries.Sending;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries.Sending;

/// <summary>A receiver that repeats what it was sent does not bring secrets into the log.</summary>
public sealed class AnswerRedactionTests : IDisposable
{
    private const string Token = "tok+en/\"<&>=";
    private const string TeamValue = "pastry team";
    private const string Basic = "Basic YWRhOmNyb2lzc2FudA==";
    private const string BehindBasic = "ada:croissant";

    private readonly TestSender _sender = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string, Func<string, string>> Forms => new()
    {
        { "as it is", value => value },
        { "base64", value => Convert.ToBase64String(Encoding.UTF8.GetBytes(value)) },
        { "base64 for URLs", value => Convert.ToBase64String(Encoding.UTF8.GetBytes(value)).Replace('+', '-').Replace('/', '_').TrimEnd('=') },
        { "URL", Uri.EscapeDataString },
        { "form", value => WebUtility.UrlEncode(value) },
        { "JSON of .NET", value => JsonSerializer.Serialize(value) },
        { "JSON of others", value => value.Replace("\"", "\\\"", StringComparison.Ordinal) },
        { "HTML", value => WebUtility.HtmlEncode(value) },
    };

    public void Dispose() => _sender.Dispose();

    [Theory]
    [MemberData(nameof(Forms), DisableDiscoveryEnumeration = true)]
    public async Task Send_ReceiverRepeatsSecrets_StoresNoneAndSaysSo(string name, Func<string, string> form)
    {
        var written = string.Join(' ', new[] { Token, TeamValue, Basic, BehindBasic, Scenario.Secret }.Select(form));
        var attempt = await SendAsync($"before {written} after", header: form(TeamValue));

        var (headers, body) = (attempt.Exchange!.ResponseHeaders!, Encoding.UTF8.GetString(attempt.Exchange.ResponseBody!));
        Assert.All(
            new[] { Token, TeamValue, Basic, BehindBasic, Scenario.Secret, "YWRhOmNyb2lzc2FudA" },
            value => Assert.DoesNotContain(form(value).Trim('=', '"'), headers + body, StringComparison.Ordinal));
        Assert.StartsWith("before ", body, StringComparison.Ordinal);
        Assert.EndsWith(" after", body, StringComparison.Ordinal);
        Assert.Equal(5, body.Split(HiddenValues.Mask).Length - 1);
        Assert.Contains("X-Echo: ", headers, StringComparison.Ordinal);
        Assert.Equal($"OK {AnswerRedaction.Note}", attempt.Detail);
        Assert.NotEmpty(name);
    }

    [Fact]
    public async Task Send_SecretIsCutOffAtTheCap_IsTakenAway()
    {
        var room = new string('.', AnswerBody.MostKept - 8);

        var attempt = await SendAsync(room + "your_secret_key and more");

        Assert.True(attempt.ResponseCut);
        Assert.Equal(room, Encoding.ASCII.GetString(attempt.Exchange!.ResponseBody!));
        Assert.Contains(AnswerRedaction.Note, attempt.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_MaskIsLongerThanTheSecret_KeepsTheCap()
    {
        var attempt = await SendAsync(string.Concat(Enumerable.Repeat("secret", AnswerBody.MostKept / 6)), target => target with
        {
            Token = "secret",
            Secrets = null,
        });

        Assert.Equal((AnswerBody.MostKept, true), (attempt.Exchange!.ResponseBody!.Length, attempt.ResponseCut));
        Assert.DoesNotContain("secret", Encoding.ASCII.GetString(attempt.Exchange.ResponseBody), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_HeaderIsLongerThanIsKept_HidesWhatStandsOnTheEdge()
    {
        var attempt = await SendAsync("ok", header: new string('.', 8 * 1024 - 60) + string.Concat(Enumerable.Repeat(Scenario.Secret, 20)));

        Assert.Equal(8 * 1024, attempt.Exchange!.ResponseHeaders!.Length);
        Assert.DoesNotContain("your_", attempt.Exchange.ResponseHeaders, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_ReasonPhraseAndLocationRepeatSecrets_AreHiddenInTheDetail()
    {
        await using var answers = HostileReceiver.Start(talk => talk.WriteAsync(
            $"HTTP/1.1 403 not {Scenario.Secret}\r\nContent-Length: 0\r\n\r\n"));
        await using var redirects = HostileReceiver.Start(Hostile.Redirects(302, $"http://127.0.0.1/{Scenario.Secret}"));
        await using var garbles = HostileReceiver.Start(talk => talk.WriteAsync($"HTTP/1.1 {Scenario.Secret}\r\n\r\n"));

        var answered = await _sender.SendAsync(answers.Url, Cancelled);
        var redirected = await _sender.SendAsync(redirects.Url, Cancelled);
        var garbled = await _sender.SendAsync(garbles.Url, Cancelled);

        Assert.Equal($"not (hidden) {AnswerRedaction.Note}", answered.Detail);
        Assert.StartsWith("The receiver points to 127.0.0.1/(hidden).", redirected.Detail, StringComparison.Ordinal);
        Assert.Equal(AttemptOutcome.ProtocolError, garbled.Outcome);
        Assert.DoesNotContain(Scenario.Secret, garbled.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_ShortValues_LeaveTheAnswerReadable()
    {
        var attempt = await SendAsync("true, 1 and abc", target => target with
        {
            Token = "abc",
            Headers = [new("X-Debug", "true"), new("X-Level", "1")],
        });

        Assert.Equal(
            ("true, 1 and abc", "OK"), (Encoding.ASCII.GetString(attempt.Exchange!.ResponseBody!), attempt.Detail));
    }

    private async Task<DeliveryAttempt> SendAsync(
        string body, Func<WebhookTarget, WebhookTarget>? change = null, string header = "none")
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answers(context =>
        {
            context.Response.Headers["X-Echo"] = header;

            return context.Response.WriteAsync(body);
        });

        return await _sender.SendAsync(receiver.Url, Cancelled, change ?? (target => target with
        {
            Token = Token,
            Headers = [new("X-Team", TeamValue), new("X-Other-Authorization", Basic)],
        }));
    }
}
