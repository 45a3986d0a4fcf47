using System.Text;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Receivers;

/// <summary>Libraries written by others find what a receiver really got genuine, and nothing else.</summary>
public sealed class NodeReceiverTests : ReceiverTest
{
    private const string StandardSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string WrongSecret = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    public static TheoryData<string> Secrets => [Scenario.Secret, StandardSecret, "gizli-ş", WebhookSecretRules.Generate()];

    [Theory]
    [MemberData(nameof(Secrets))]
    public async Task Submit_AnySecret_IsGenuineToBothLibraries(string secret)
    {
        var webhook = await SubmitAsync(settings => settings with { Secret = Seal(secret) });

        await AssertAsync(
            (NodeLibraries.StandardWebhooks, secret, webhook, NodeLibraries.Genuine),
            (NodeLibraries.Octokit, secret, webhook, NodeLibraries.Genuine),
            (NodeLibraries.StandardWebhooks, WrongSecret, webhook, "No matching signature found"),
            (NodeLibraries.Octokit, WrongSecret, webhook, "false"));
    }

    [Fact]
    public async Task Submit_BodyTamperedWith_IsGenuineToNeither()
    {
        var webhook = await SubmitAsync(settings => settings with { Secret = Seal(StandardSecret) });
        var tampered = webhook with { Body = Encoding.UTF8.GetBytes(webhook.Text.Replace("task5.png", "task6.png", StringComparison.Ordinal)) };
        Assert.NotEqual(webhook.Text, tampered.Text);

        await AssertAsync(
            (NodeLibraries.StandardWebhooks, StandardSecret, tampered, "No matching signature found"),
            (NodeLibraries.Octokit, StandardSecret, tampered, "false"));
    }

    [Fact]
    public async Task Submit_DuringARotation_IsGenuineByEitherSecret()
    {
        var webhook = await SubmitAsync(settings => settings with { Rotation = new(Seal(StandardSecret)) });

        await AssertAsync(
            (NodeLibraries.StandardWebhooks, Scenario.Secret, webhook, NodeLibraries.Genuine),
            (NodeLibraries.StandardWebhooks, StandardSecret, webhook, NodeLibraries.Genuine),
            (NodeLibraries.StandardWebhooks, WrongSecret, webhook, "No matching signature found"),
            (NodeLibraries.Octokit, Scenario.Secret, webhook, NodeLibraries.Genuine),
            (NodeLibraries.Octokit, StandardSecret, webhook, "false"));
    }

    [Fact]
    public async Task Submit_AfterTheSwitch_IsGenuineToOctokitByTheNewSecret()
    {
        var webhook = await SubmitAsync(
            settings => settings with { Rotation = new(Seal(StandardSecret), TimeProvider.System.GetUtcNow().AddMinutes(-1)) });

        await AssertAsync(
            (NodeLibraries.StandardWebhooks, Scenario.Secret, webhook, NodeLibraries.Genuine),
            (NodeLibraries.StandardWebhooks, StandardSecret, webhook, NodeLibraries.Genuine),
            (NodeLibraries.Octokit, Scenario.Secret, webhook, "false"),
            (NodeLibraries.Octokit, StandardSecret, webhook, NodeLibraries.Genuine));
    }

    private async Task<ReceivedWebhook> SubmitAsync(Func<WebhookStageSettings, WebhookStageSettings> change)
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url, change);
        await scenario.SubmitNewAsync("Le Croissànt 🥐 task5.png");

        return await Receiver.NextAsync(Cancelled);
    }

    private SealedText Seal(string secret) => App.Get<ISecretProtector>().Seal(secret);

    private static async Task AssertAsync(params (string Library, string Secret, ReceivedWebhook Webhook, string Expected)[] checks)
    {
        var answers = await NodeLibraries.VerifyAsync(checks.Select(c => (c.Library, c.Secret, c.Webhook)), Cancelled);

        Assert.Equal(
            checks.Select(check => $"{check.Library} with {check.Secret}: {check.Expected}"),
            checks.Zip(answers, (check, answer) => $"{check.Library} with {check.Secret}: {answer}"));
    }
}
