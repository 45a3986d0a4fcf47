using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries;

public class AttemptWordsTests
{
    public static AttemptDetails Details(AttemptOutcome outcome, int? code, DeliveryStatus status) => new()
    {
        Line = new()
        {
            Id = Id<DeliveryAttempt>.New(ListScene.Now),
            DeliveryId = Id<WebhookDelivery>.New(ListScene.Now),
            TaskId = Id<LabelTask>.New(ListScene.Now),
            ExternalId = "task5.png",
            StageId = StageId.Label,
            StageName = "Webhook",
            StartedAt = ListScene.Now,
            Outcome = outcome,
            StatusCode = code,
            Accepted = code == 200,
            Trigger = AttemptTrigger.Auto,
            Number = 1,
            DurationMs = outcome is AttemptOutcome.TimedOut ? 10_000 : 1_210,
            Url = "https://ml.bakery.example:8443/hook?key=1",
        },
        RequestHeaders = "Host: ml.bakery.example\nContent-Type: application/json\nAuthorization: (hidden)\nX-Team: (hidden)\n",
        PayloadSize = 15,
        ResponseHeaders = "",
        ResponseCut = false,
        Attempts = [],
        DeliveryStatus = status,
        NextAttemptAt = null,
        TaskStageName = status is DeliveryStatus.Delivered ? "Complete" : "Webhook",
        TaskStageKind = status is DeliveryStatus.Delivered ? StageKind.Complete : StageKind.Webhook,
        TaskWaits = status is DeliveryStatus.Held or DeliveryStatus.Retrying,
        WorkflowVersion = 7,
    };

    [Theory]
    [InlineData(AttemptOutcome.Answered, 503, DeliveryStatus.Held, "The server answered 503 Service Unavailable after 1.2 s. The task is held in Webhook.")]
    [InlineData(AttemptOutcome.Answered, 799, DeliveryStatus.Held, "The server answered 799 after 1.2 s. The task is held in Webhook.")]
    [InlineData(AttemptOutcome.Answered, 200, DeliveryStatus.Delivered, "The server answered 200 OK after 1.2 s. The task is complete.")]
    [InlineData(AttemptOutcome.TimedOut, null, DeliveryStatus.Retrying, "The server did not answer within 10 s. The task waits in Webhook for the next attempt.")]
    [InlineData(AttemptOutcome.ConnectionRefused, null, DeliveryStatus.Held, "Nothing accepted the connection at ml.bakery.example:8443. The task is held in Webhook.")]
    [InlineData(AttemptOutcome.HostNotFound, null, DeliveryStatus.Delivered, "The host ml.bakery.example was not found. A later attempt was accepted.")]
    [InlineData(AttemptOutcome.TlsFailed, null, DeliveryStatus.Sending, "No secure connection to ml.bakery.example could be made. The task is in Webhook; the webhook is being sent again.")]
    [InlineData(AttemptOutcome.RedirectNotFollowed, 302, DeliveryStatus.Held, "The server answered 302 Found after 1.2 s, and redirects are not followed. The task is held in Webhook.")]
    [InlineData(AttemptOutcome.ConnectTimedOut, null, DeliveryStatus.Held, "No connection to ml.bakery.example:8443 was made within 1.2 s. The task is held in Webhook.")]
    [InlineData(AttemptOutcome.TlsTimedOut, null, DeliveryStatus.Held, "No encryption was agreed on with ml.bakery.example:8443 within 1.2 s. The task is held in Webhook.")]
    [InlineData(AttemptOutcome.BlockedAddress, null, DeliveryStatus.Held, "Nothing was sent: the address of ml.bakery.example may not be called. The task is held in Webhook.")]
    public void Sentence_Attempt_SaysWhatHappenedAndWhatBecameOfTheTask(
        AttemptOutcome outcome, int? code, DeliveryStatus status, string expected) =>
        Assert.Equal(expected, AttemptSentence.Of(Details(outcome, code, status)).Replace('\u00a0', ' '));

    [Fact]
    public void Sentence_EveryOutcome_IsASentence()
    {
        foreach (var outcome in Enum.GetValues<AttemptOutcome>())
        {
            Assert.Matches(@"^[A-Z].+\. The task is held in Webhook\.$", AttemptSentence.Of(Details(outcome, null, DeliveryStatus.Held)));
        }
    }

    [Theory]
    [InlineData(401, "secret")]
    [InlineData(403, "secret")]
    [InlineData(404, "path")]
    [InlineData(405, "POST")]
    [InlineData(301, "redirects are not followed")]
    [InlineData(308, "redirects are not followed")]
    [InlineData(500, "overloaded")]
    [InlineData(204, "only 200")]
    public void CauseHint_Code_NamesTheLikelyCause(int code, string word) =>
        Assert.Contains(word, CauseHint.For(Details(AttemptOutcome.Answered, code, DeliveryStatus.Held).Line), StringComparison.Ordinal);

    [Theory]
    [InlineData(AttemptOutcome.TimedOut, "Answer 200 at once")]
    [InlineData(AttemptOutcome.ConnectionRefused, "not running")]
    [InlineData(AttemptOutcome.HostNotFound, "DNS")]
    [InlineData(AttemptOutcome.TlsFailed, "certificate")]
    [InlineData(AttemptOutcome.ConnectTimedOut, "firewall")]
    [InlineData(AttemptOutcome.TlsTimedOut, "TLS")]
    [InlineData(AttemptOutcome.ReadTimedOut, "too slowly")]
    [InlineData(AttemptOutcome.HeadersTooLarge, "headers")]
    [InlineData(AttemptOutcome.BlockedAddress, "administrator")]
    public void CauseHint_Outcome_NamesTheLikelyCause(AttemptOutcome outcome, string word) =>
        Assert.Contains(word, CauseHint.For(Details(outcome, null, DeliveryStatus.Held).Line), StringComparison.Ordinal);

    [Theory]
    [InlineData(AttemptOutcome.Answered, 503, "Service Unavailable")]
    [InlineData(AttemptOutcome.RedirectNotFollowed, 302, "Redirect not followed")]
    [InlineData(AttemptOutcome.TimedOut, null, "after 10 s")]
    [InlineData(AttemptOutcome.ConnectTimedOut, null, "after 1.21 s")]
    [InlineData(AttemptOutcome.TlsTimedOut, null, "after 1.21 s")]
    [InlineData(AttemptOutcome.ReadTimedOut, null, "after 1.21 s")]
    [InlineData(AttemptOutcome.ConnectionRefused, null, "")]
    public void Remark_Attempt_AddsToTheStatus(AttemptOutcome outcome, int? code, string remark) =>
        Assert.Equal(remark, AttemptWords.Remark(Details(outcome, code, DeliveryStatus.Held).Line));

    [Theory]
    [InlineData(301)]
    [InlineData(308)]
    public void CauseHint_RedirectNotFollowed_SaysWhatToEnter(int code) => Assert.Contains(
        "final address",
        CauseHint.For(Details(AttemptOutcome.RedirectNotFollowed, code, DeliveryStatus.Held).Line),
        StringComparison.Ordinal);

    [Fact]
    public void CauseHint_Accepted_IsNull() =>
        Assert.Null(CauseHint.For(Details(AttemptOutcome.Answered, 200, DeliveryStatus.Delivered).Line));

    [Fact]
    public void Curl_SecretsAndQuotes_LeavesThemOutAndEscapes()
    {
        var expected = """
            curl -X POST 'https://ml.bakery.example:8443/hook?key=1' \
              -H 'Content-Type: application/json' \
              -H 'Authorization: Bearer YOUR_TOKEN' \
              -H 'X-Team: YOUR_VALUE' \
              --data-binary '{"name":"it'\''s"}'
            """;

        Assert.Equal(expected, CurlCommand.Of(Details(AttemptOutcome.Answered, 503, DeliveryStatus.Held), """{"name":"it's"}"""u8.ToArray()));
    }

    [Theory]
    [InlineData(0.4, "under 1 ms")]
    [InlineData(38, "38 ms")]
    [InlineData(999.7, "1 s")]
    [InlineData(1_210, "1.21 s")]
    [InlineData(10_000, "10 s")]
    [InlineData(12_340, "12.3 s")]
    [InlineData(120_000, "2 min")]
    public void Duration_Milliseconds_HasThreeDigits(double milliseconds, string expected) =>
        Assert.Equal(expected, AttemptWords.Duration(milliseconds));

    [Theory]
    [InlineData(AttemptTrigger.Auto, "Auto")]
    [InlineData(AttemptTrigger.Retry, "Retry")]
    [InlineData(AttemptTrigger.Rerun, "Re-run")]
    [InlineData(AttemptTrigger.Redeliver, "Redeliver")]
    [InlineData(AttemptTrigger.Test, "Test")]
    public void Word_Trigger_IsThatOfTheButton(AttemptTrigger trigger, string expected) =>
        Assert.Equal(expected, AttemptWords.Word(trigger));

    [Theory]
    [InlineData(7, 7, "v7, live")]
    [InlineData(3, 5, "v3, live is v5")]
    [InlineData(0, 5, "not noted, live is v5")]
    public void Workflow_Versions_TellsWhetherItIsLive(int version, int live, string expected) =>
        Assert.Equal(expected, AttemptWords.Workflow(version, live));

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(120, "120 s")]
    [InlineData(601, "11 min")]
    [InlineData(5_400, "90 min")]
    [InlineData(86_400, "24 h")]
    public void Seconds_Asked_AreNeverRoundedDown(int seconds, string expected) =>
        Assert.Equal(expected, RetryWords.Seconds(seconds));
}
