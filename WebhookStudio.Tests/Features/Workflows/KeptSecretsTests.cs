using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows;

namespace WebhookStudio.Tests.Features.Workflows;

public class KeptSecretsTests
{
    private static readonly WebhookStageSettings Settings = new()
    {
        Url = "https://ml.bakery.example/hook",
        Auth = WebhookAuth.Secret,
        Secret = new("secret"),
        Token = new("token"),
        Headers = [new("X-Team", new("value"))],
    };

    private static readonly Workflow Before = Workflow.WithWebhook(Settings);

    [Fact]
    public void AreAllIn_NothingSecretChanged_IsTrue()
    {
        Assert.True(AreAllIn(Settings with { Concurrency = 1, Url = "https://ml.bakery.example/other" }));
        Assert.True(AreAllIn(Settings with { Rotation = new(new("next")) }));
    }

    [Fact]
    public void AreAllIn_ValueGoneOrElsewhere_IsFalse()
    {
        Assert.False(AreAllIn(Settings with { Secret = new("another") }));
        Assert.False(AreAllIn(Settings with { Token = null }));
        Assert.False(AreAllIn(Settings with { Headers = [] }));
        Assert.False(AreAllIn(Settings with { Url = "https://other.example/hook" }));
        Assert.False(KeptSecrets.AreAllIn(Before, Workflow.Default));
    }

    [Fact]
    public void AreAllIn_HostChangedOfAStageWithoutSecrets_IsTrue()
    {
        var before = Workflow.WithWebhook(new() { Url = "https://ml.bakery.example/hook" });
        var after = before.With(before.Stages[2] with { Settings = new WebhookStageSettings { Url = "https://other.example/hook" } });

        Assert.True(KeptSecrets.AreAllIn(before, after));
    }

    private static bool AreAllIn(WebhookStageSettings after) =>
        KeptSecrets.AreAllIn(Before, Before.With(Before.Stages[2] with { Settings = after }));
}
