using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.Domain.Workflows;

public sealed class WebhookHeaderRulesTests
{
    [Theory]
    [InlineData("X-Api-Key")]
    [InlineData("X_Tenant")]
    public void NameProblem_OrdinaryName_IsNull(string name) => Assert.Null(WebhookHeaderRules.NameProblem(name));

    [Theory]
    [InlineData("content-type")]
    [InlineData("Authorization")]
    [InlineData("X-Hub-Signature")]
    [InlineData("x-hub-signature-alt")]
    [InlineData("webhook-id")]
    public void NameProblem_ReservedName_IsRefused(string name) =>
        Assert.Contains("set by the webhook itself", WebhookHeaderRules.NameProblem(name), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("X Api")]
    [InlineData("X:Api")]
    [InlineData("Schlüssel")]
    public void NameProblem_NoHeaderName_IsRefused(string name) => Assert.NotNull(WebhookHeaderRules.NameProblem(name));

    [Theory]
    [InlineData("a\r\nX-Injected: 1")]
    [InlineData("")]
    [InlineData("Le Croissànt")]
    public void ValueProblem_UnsafeValue_IsRefused(string value) => Assert.NotNull(WebhookHeaderRules.ValueProblem(value));

    [Fact]
    public void Find_HeaderTwice_IsAnError()
    {
        var settings = new WebhookStageSettings
        {
            Url = "https://ml.bakery.example/hook",
            Headers = [new("X-Key", new("1")), new("x-key", new("2"))],
        };

        var problems = WorkflowCheck.Find(Workflow.WithWebhook(settings));

        Assert.Contains(problems, problem => problem is { Code: "webhook.headers", Severity: ProblemSeverity.Error });
    }
}
