using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Features.Workflows.Json;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Workflows.Json;

public class StagesImportTests
{
    private static readonly WebhookStageSettings Settings = new()
    {
        Url = "https://ml.bakery.example/hook",
        Auth = WebhookAuth.Secret,
        Secret = new("cipher"),
        Headers = [new("X-Team", new("value"))],
    };

    private static readonly Workflow Current = Workflow.WithWebhook(Settings);

    private readonly StagesImport _import = new(
        new(new SecretProtector(new EphemeralDataProtectionProvider()), new FakeTimeProvider(ListScene.Now)));

    private static string Exported => StagesJson.Write(Current).ToJsonString();

    [Fact]
    public void Read_WhatWasExported_IsTheSameWithItsSecrets()
    {
        var read = _import.Read(Exported, Current);

        Assert.Equal(Current, read.Workflow);
        Assert.Empty(read.Notes);
        Assert.DoesNotContain("cipher", Exported, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"stages": %}""")]
    [InlineData("""{"project": {"_id": "67a3be4088cb6f0f7976327b", "stages": %}}""")]
    [InlineData("""// exported""" + "\n%")]
    public void Read_WholeProject_FindsItsStages(string around) =>
        Assert.Equal(Current, _import.Read(around.Replace("%", Exported, StringComparison.Ordinal), Current).Workflow);

    [Fact]
    public void Read_IntoAnotherProject_SaysWhatDoesNotComeAlong()
    {
        var read = _import.Read(Exported, Workflow.Default);

        Assert.Equal(["Webhook: the header X-Team came without its value. Add it again in the settings."], read.Notes);
        var webhook = Assert.IsType<WebhookStageSettings>(read.Workflow!.Stages[2].Settings);
        Assert.Equal((WebhookAuth.Secret, null), (webhook.Auth, webhook.Secret));
        Assert.Empty(webhook.Headers);
    }

    [Fact]
    public void Read_ErrorsInSeveralStages_ListsThemAll()
    {
        var stages = JsonNode.Parse(Exported)!.AsArray();
        stages[0]!["autoForward"] = "yes";
        stages[1]!["type"] = "Plugin";
        stages[2]!["timeoutMs"] = 5;

        var read = _import.Read(stages.ToJsonString(), Current);

        Assert.Null(read.Workflow);
        Assert.Equal(3, read.Errors.Count);
        Assert.StartsWith("stages[0] 'Start': autoForward must be", read.Errors[0], StringComparison.Ordinal);
        Assert.StartsWith("stages[1] 'Label': Plugin stages are not supported", read.Errors[1], StringComparison.Ordinal);
        Assert.StartsWith("stages[2] 'Webhook': timeoutMs must be", read.Errors[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{]", "This is not JSON: line 1, character 3 cannot be read.")]
    [InlineData("{}", "This is no list of stages. Paste the list, or an object with \"stages\" in it.")]
    [InlineData("[]", "A workflow has 1 to 200 stages; this list has 0.")]
    [InlineData("[5]", "stages[0] must be a JSON object.")]
    [InlineData("null", "This is no list of stages. Paste the list, or an object with \"stages\" in it.")]
    public void Read_Nonsense_SaysWhatIsWrong(string text, string error) =>
        Assert.Equal([error], _import.Read(text, Current).Errors);

    [Fact]
    public void Read_OneIdTwice_IsAnError()
    {
        var stages = JsonNode.Parse(Exported)!.AsArray();
        stages.Add(stages[1]!.DeepClone());

        Assert.Equal(["Two stages have the id 'Label'. Give each its own."], _import.Read(stages.ToJsonString(), Current).Errors);
    }
}
