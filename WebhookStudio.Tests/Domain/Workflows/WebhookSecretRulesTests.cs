using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.Domain.Workflows;

public class WebhookSecretRulesTests
{
    [Theory]
    [InlineData("your_secret_key")]
    [InlineData("gizli-ş")]
    [InlineData("x")]
    [InlineData("WHSEC_not base64")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void Problem_UsableSecret_IsNull(string secret) => Assert.Null(WebhookSecretRules.Problem(secret));

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    [InlineData(32, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Problem_StandardSecret_HasBoundsOfItsKey(int bytes, bool fine) =>
        Assert.Equal(fine, WebhookSecretRules.Problem("whsec_" + Convert.ToBase64String(new byte[bytes])) is null);

    [Theory]
    [InlineData("whsec_")]
    [InlineData("whsec_not base64!")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n")]
    [InlineData("whsec_MfKQ9r8G KYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa-_")]
    public void Problem_StandardSecretThatIsNoBase64_SaysWhatToDo(string secret) => Assert.Equal(
        "after whsec_ a secret is base64 of 24 to 64 bytes, and this one is not. "
            + "Copy it again, generate one, or choose one that does not start with whsec_.",
        WebhookSecretRules.Problem(secret));

    [Fact]
    public void Problem_Length_IsBounded()
    {
        Assert.Null(WebhookSecretRules.Problem(new string('x', 1000)));
        Assert.Equal("a secret has at most 1000 characters.", WebhookSecretRules.Problem(new string('x', 1001)));
    }

    [Fact]
    public void Generate_Always_GivesAnotherUsableSecret()
    {
        var secrets = Enumerable.Range(0, 100).Select(_ => WebhookSecretRules.Generate()).ToList();

        Assert.All(secrets, secret => Assert.Null(WebhookSecretRules.Problem(secret)));
        Assert.All(secrets, secret => Assert.Matches("^whsec_[A-Za-z0-9+/]{48}$", secret));
        Assert.Equal(secrets.Count, secrets.Distinct().Count());
    }
}
