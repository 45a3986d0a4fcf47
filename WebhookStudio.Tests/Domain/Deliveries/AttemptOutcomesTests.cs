using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Tests.Domain.Deliveries;

public class AttemptOutcomesTests
{
    public static TheoryData<AttemptOutcome> All => [.. Enum.GetValues<AttemptOutcome>()];

    [Theory]
    [InlineData(408)]
    [InlineData(425)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(599)]
    public void IsTransient_StatusThatMayPass_IsTrue(int status) =>
        Assert.True(AttemptOutcomes.IsTransient(AttemptOutcome.Answered, status));

    [Theory]
    [InlineData(100)]
    [InlineData(200)]
    [InlineData(204)]
    [InlineData(301)]
    [InlineData(308)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(407)]
    [InlineData(409)]
    [InlineData(410)]
    [InlineData(424)]
    [InlineData(426)]
    [InlineData(428)]
    [InlineData(499)]
    [InlineData(600)]
    [InlineData(null)]
    public void IsTransient_StatusThatIsALastWord_IsFalse(int? status) =>
        Assert.False(AttemptOutcomes.IsTransient(AttemptOutcome.Answered, status));

    [Theory]
    [InlineData(AttemptOutcome.TimedOut, true)]
    [InlineData(AttemptOutcome.ConnectionRefused, true)]
    [InlineData(AttemptOutcome.ConnectionReset, true)]
    [InlineData(AttemptOutcome.HostNotFound, true)]
    [InlineData(AttemptOutcome.TlsFailed, true)]
    [InlineData(AttemptOutcome.Unreachable, true)]
    [InlineData(AttemptOutcome.ProtocolError, true)]
    [InlineData(AttemptOutcome.HeadersTooLarge, true)]
    [InlineData(AttemptOutcome.NeedsSetup, false)]
    [InlineData(AttemptOutcome.Unknown, true)]
    [InlineData(AttemptOutcome.Interrupted, true)]
    [InlineData(AttemptOutcome.Failed, true)]
    [InlineData(AttemptOutcome.ConnectTimedOut, true)]
    [InlineData(AttemptOutcome.TlsTimedOut, true)]
    [InlineData(AttemptOutcome.ReadTimedOut, true)]
    [InlineData(AttemptOutcome.RedirectNotFollowed, false)]
    [InlineData(AttemptOutcome.BlockedAddress, false)]
    public void IsTransient_EndingWithoutAnswer_DependsOnWhoCanMendIt(AttemptOutcome outcome, bool transient) =>
        Assert.Equal(transient, AttemptOutcomes.IsTransient(outcome, statusCode: null));

    [Theory]
    [MemberData(nameof(All))]
    public void FromWord_OfEachWord_FindsItsOutcome(AttemptOutcome outcome) =>
        Assert.Equal(outcome, AttemptOutcome.FromWord(outcome.Word));

    [Theory]
    [InlineData("timed OUT", AttemptOutcome.TimedOut)]
    [InlineData("TLS failed", AttemptOutcome.TlsFailed)]
    [InlineData("503", null)]
    [InlineData("", null)]
    public void FromWord_AnyText_IgnoresCase(string word, AttemptOutcome? outcome) =>
        Assert.Equal(outcome, AttemptOutcome.FromWord(word));

    [Fact]
    public void Word_OfAll_IsEachOnesOwn() =>
        Assert.Equal(
            Enum.GetValues<AttemptOutcome>().Length,
            Enum.GetValues<AttemptOutcome>().Select(outcome => outcome.Word).Distinct().Count());

    [Theory]
    [InlineData(AttemptOutcome.Answered, 200, "200")]
    [InlineData(AttemptOutcome.Answered, 503, "503")]
    [InlineData(AttemptOutcome.Answered, null, "Answered")]
    [InlineData(AttemptOutcome.TimedOut, null, "Timed out")]
    [InlineData(AttemptOutcome.TimedOut, 200, "Timed out")]
    [InlineData(AttemptOutcome.RedirectNotFollowed, 302, "302")]
    [InlineData(AttemptOutcome.RedirectNotFollowed, null, "Redirect not followed")]
    [InlineData(AttemptOutcome.BlockedAddress, null, "Blocked address")]
    public void Status_IsTheNumberOrTheWord(AttemptOutcome outcome, int? statusCode, string status) =>
        Assert.Equal(status, AttemptOutcomes.Status(outcome, statusCode));
}
