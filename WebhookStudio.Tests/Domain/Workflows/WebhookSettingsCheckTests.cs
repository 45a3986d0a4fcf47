using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.Domain.Workflows;

public class WebhookSettingsCheckTests
{
    private static readonly WebhookStageSettings Good = new()
    {
        Url = "https://example.com/hook",
        Auth = WebhookAuth.Secret,
        Secret = new("sealed"),
    };

    [Fact]
    public void Url_Empty_IsAnErrorOfTheField() =>
        AssertOnly(Good with { Url = "" }, ProblemSeverity.Error, "webhook.url", "Webhook: add a URL.", "url");

    [Fact]
    public void Secret_Missing_IsAnError() =>
        AssertOnly(
            Good with { Secret = null },
            ProblemSeverity.Error, "webhook.secret", "Webhook: enter a secret, or choose no authentication.", "secret");

    [Fact]
    public void Token_Missing_IsAnError() =>
        AssertOnly(
            Good with { Auth = WebhookAuth.Bearer },
            ProblemSeverity.Error, "webhook.token", "Webhook: enter the bearer token.", "token");

    [Fact]
    public void Token_Given_NeedsNoSecret() =>
        Assert.Empty(Find(new() { Url = Good.Url, Auth = WebhookAuth.Bearer, Token = new("sealed") }));

    [Fact]
    public void Auth_None_IsAWarning() =>
        AssertOnly(
            new() { Url = Good.Url },
            ProblemSeverity.Warning,
            "webhook.unsigned",
            "Webhook: without a secret the receiver cannot tell who is calling.",
            "secret");

    [Fact]
    public void Enabled_Off_IsAWarning() =>
        AssertOnly(
            Good with { Enabled = false },
            ProblemSeverity.Warning, "webhook.off", "Webhook is off. Tasks pass straight through.", "enabled");

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(60_001)]
    [InlineData(-1000)]
    public void Timeout_OutOfBounds_IsAnError(int milliseconds) =>
        AssertOnly(
            Good with { Timeout = TimeSpan.FromMilliseconds(milliseconds) },
            ProblemSeverity.Error, "webhook.timeout", "Webhook: the timeout is 1 to 60 seconds.", "timeoutMs");

    [Theory]
    [InlineData(0)]
    [InlineData(257)]
    [InlineData(-1)]
    public void Concurrency_OutOfBounds_IsAnError(int concurrency) =>
        AssertOnly(
            Good with { Concurrency = concurrency },
            ProblemSeverity.Error, "webhook.concurrency", "Webhook: 1 to 256 requests can be under way at once.", "concurrency");

    [Theory]
    [InlineData(1_000, 1)]
    [InlineData(60_000, 256)]
    public void Limits_AtTheirBounds_AreFine(int milliseconds, int concurrency) =>
        Assert.Empty(Find(Good with { Timeout = TimeSpan.FromMilliseconds(milliseconds), Concurrency = concurrency }));

    [Theory]
    [InlineData("X-Hub-Signature", "X-Hub-Signature is set by the webhook itself. Choose another name.")]
    [InlineData("x-hub-signature-256", "x-hub-signature-256 is set by the webhook itself. Choose another name.")]
    [InlineData("Webhook-Id", "Webhook-Id is set by the webhook itself. Choose another name.")]
    [InlineData("Proxy-Authorization", "Proxy-Authorization is set by the webhook itself. Choose another name.")]
    [InlineData("content-length", "content-length is set by the webhook itself. Choose another name.")]
    [InlineData("Host", "Host is set by the webhook itself. Choose another name.")]
    [InlineData("", "give the header a name.")]
    [InlineData("X A", "'X A' is not a header name. Use letters, digits and hyphens, at most 100.")]
    [InlineData("X:", "'X:' is not a header name. Use letters, digits and hyphens, at most 100.")]
    [InlineData("Xé", "'Xé' is not a header name. Use letters, digits and hyphens, at most 100.")]
    public void Header_NameThatCannotBe_IsAnError(string name, string problem) =>
        AssertOnly(
            Good with { Headers = [new(name, new("sealed"))] },
            ProblemSeverity.Error, "webhook.headers", $"Webhook: {problem}", "headers");

    [Fact]
    public void Header_Twice_IsAnError() =>
        AssertOnly(
            Good with { Headers = [new("X-A", new("1")), new("x-a", new("2"))] },
            ProblemSeverity.Error, "webhook.headers", "Webhook: the header X-A is there twice. Remove one.", "headers");

    [Fact]
    public void Headers_TooMany_AreAnError() =>
        AssertOnly(
            Good with { Headers = [.. Enumerable.Range(0, 21).Select(n => new WebhookHeader($"X-{n}", new("1")))] },
            ProblemSeverity.Error, "webhook.headers", "Webhook: at most 20 extra headers.", "headers");

    [Theory]
    [InlineData("v", true)]
    [InlineData("a b~", true)]
    [InlineData("", false)]
    [InlineData("a\r\nX-Evil: 1", false)]
    [InlineData("é", false)]
    public void HeaderValue_IsPrintableAscii(string value, bool fine) =>
        Assert.Equal(fine, WebhookHeaderRules.ValueProblem(value) is null);

    [Fact]
    public void Seals_AsText_ShowNothing() =>
        Assert.DoesNotContain("cipher", (Good with { Secret = new SealedText("cipher") }).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Settings_WithEqualHeaders_AreEqual()
    {
        var one = Good with { Headers = [new("X-A", new("1"))] };
        var other = Good with { Headers = [new("X-A", new("1"))] };

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, Good with { Headers = [new("X-A", new("2"))] });
    }

    private static IReadOnlyList<WorkflowProblem> Find(WebhookStageSettings settings) =>
        WorkflowCheck.Find(Workflow.WithWebhook(settings));

    private static void AssertOnly(
        WebhookStageSettings settings, ProblemSeverity severity, string code, string message, string field)
    {
        var workflow = Workflow.WithWebhook(settings);

        Assert.Equal(
            [new(severity, code, message, workflow.Stages[2].Id, field)], WorkflowCheck.Find(workflow));
    }
}
