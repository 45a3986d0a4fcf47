using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Tests.Features.Api;

/// <summary>The secret of a Webhook stage through the API: its form, its rotation, and the host it was given for.</summary>
[Collection(ApiTests.Name)]
public sealed class SecretEndpointTests(ApiFixture fixture)
{
    private const string Url = "http://127.0.0.1:9/hook";
    private const string Moved = "http://localhost:9/hook";
    private const string Old = "your_secret_key";
    private const string New = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly ApiClient _api = fixture.Api;

    [Theory]
    [InlineData("whsec_short")]
    [InlineData("whsec_c2hvcnQ=")]
    public async Task Secret_OfTheStandardFormWithoutItsKey_IsRefused(string secret)
    {
        var (project, stage) = await _api.CreateWebhookProjectAsync(Url);

        (await UpdateAsync(project, stage, new { secret })).AssertRefused(400, "secret: after whsec_ a secret is base64 of 24 to 64 bytes");
        (await UpdateAsync(project, stage, new { secret = Old, nextSecret = secret })).AssertRefused(400, "nextSecret: after whsec_");
    }

    [Fact]
    public async Task NextSecret_Given_StartsARotationAndIsNeverShown()
    {
        var (project, stage) = await _api.CreateWebhookProjectAsync(Url, new { secret = Old });

        var answer = await UpdateAsync(project, stage, new { nextSecret = New });

        Assert.Equal("""{"switchAt":null,"endsAt":null}""", Rotation(answer)!.ToJsonString());
        Assert.DoesNotContain(New, answer.Text, StringComparison.Ordinal);
        var settings = await SettingsAsync(project);
        Assert.Equal((Old, New), (Open(settings.Secret), Open(settings.Rotation!.Next)));
    }

    [Fact]
    public async Task Rotation_FromStartToEnd_LeavesTheNewSecret()
    {
        var (project, stage) = await _api.CreateWebhookProjectAsync(Url, new { secret = Old });

        await UpdateAsync(project, stage, new { nextSecret = New, rotation = new { switchAt = "2030-01-01T00:00:00Z" } });
        Assert.Equal(new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero), (await SettingsAsync(project)).Rotation!.SwitchAt);

        await UpdateAsync(project, stage, new { rotation = new { switchAt = "now", endsAt = "2031-01-01T01:00:00+01:00" } });
        var switched = (await SettingsAsync(project)).Rotation!;
        Assert.Equal(RotationPhase.New, switched.PhaseAt(TimeProvider.System.GetUtcNow()));
        Assert.Equal(new(2031, 1, 1, 0, 0, 0, TimeSpan.Zero), switched.EndsAt);

        var ended = await UpdateAsync(project, stage, new { rotation = new { endsAt = "now" } });
        Assert.Null(Rotation(ended));
        Assert.Equal(New, Open((await SettingsAsync(project)).Secret));
    }

    [Fact]
    public async Task Rotation_NullBeforeTheSwitch_TakesTheNewSecretBack()
    {
        var (project, stage) = await _api.CreateWebhookProjectAsync(Url, new { secret = Old });
        await UpdateAsync(project, stage, new { nextSecret = New });

        await UpdateAsync(project, stage, new { rotation = (object?)null });

        var settings = await SettingsAsync(project);
        Assert.Null(settings.Rotation);
        Assert.Equal(Old, Open(settings.Secret));
    }

    [Fact]
    public async Task Rotation_ReadAndWrittenBack_StaysAsItIs()
    {
        var (project, stage) = await _api.CreateWebhookProjectAsync(Url, new { secret = Old });
        await UpdateAsync(project, stage, new { nextSecret = New, rotation = new { switchAt = "now" } });
        var before = await SettingsAsync(project);
        var stages = (await _api.GetAsync($"/v2/project/{project}")).Data.GetProperty("project").GetProperty("stages").GetRawText();

        var answer = await _api.PostAsync($"/v2/project/{project}", new { stages = JsonNode.Parse(stages) });

        Assert.Equal(200, answer.Status);
        Assert.Equal(before, await SettingsAsync(project));
    }

    [Fact]
    public async Task Secret_GivenDuringARotation_TakesThePlaceOfBoth()
    {
        var (project, stage) = await _api.CreateWebhookProjectAsync(Url, new { secret = Old });
        await UpdateAsync(project, stage, new { nextSecret = New });

        await UpdateAsync(project, stage, new { secret = "a third" });

        var settings = await SettingsAsync(project);
        Assert.Null(settings.Rotation);
        Assert.Equal("a third", Open(settings.Secret));
    }

    [Fact]
    public async Task Rotation_OutOfOrder_IsRefusedByTheStage()
    {
        var (project, stage) = await _api.CreateWebhookProjectAsync(Url, new { secret = Old });

        await RefusedAsync(new { rotation = new { switchAt = "now" } }, "stages[2] 'Webhook': the secret is not being changed.");
        await RefusedAsync(new { nextSecret = Old }, "nextSecret is the secret there is.");
        await RefusedAsync(new { nextSecret = "" }, "nextSecret: enter a secret.");
        await RefusedAsync(new { nextSecret = New, rotation = new { endsAt = "2031-01-01" } }, "say when X-Hub-Signature switches");
        await RefusedAsync(new { nextSecret = New, rotation = new { switchAt = "soon" } }, "switchAt 'soon' is not a time.");
        await RefusedAsync(new { nextSecret = New, rotation = new { until = "now" } }, "'until' is not known here");
        await UpdateAsync(project, stage, new { nextSecret = New, rotation = new { switchAt = "now" } });
        await RefusedAsync(new { rotation = (object?)null }, "has switched to the new secret and cannot go back");

        async Task RefusedAsync(object change, string words) => (await UpdateAsync(project, stage, change)).AssertRefused(400, words);
    }

    [Fact]
    public async Task NextSecret_NoSecretYet_IsRefused()
    {
        var (project, stage) = await _api.CreateWebhookProjectAsync(Url);

        (await UpdateAsync(project, stage, new { nextSecret = New })).AssertRefused(400, "there is no secret to change yet");
    }

    [Fact]
    public async Task Url_NewHostAndStoredValues_IsRefusedAndNothingIsStored()
    {
        var headers = new Dictionary<string, string> { ["X-Team"] = "pastry" };
        var (project, stage) = await _api.CreateWebhookProjectAsync(Url, new { secret = Old, token = "my-token", headers });

        (await UpdateAsync(project, stage, new { url = Moved })).AssertRefused(
            400,
            "Webhook: the host changed from 127.0.0.1:9 to localhost:9. Enter the secret and token and value of X-Team again, "
                + "or confirm that localhost:9 may have them.");

        Assert.Equal(Url, (await SettingsAsync(project)).Url);
    }

    [Fact]
    public async Task Url_NewHostAndOneValueNotGivenAgain_NamesIt()
    {
        var (project, stage) = await _api.CreateWebhookProjectAsync(Url, new { secret = Old, token = "my-token" });

        (await UpdateAsync(project, stage, new { url = Moved, secret = Old })).AssertRefused(400, "Enter the token again, or confirm that localhost:9 may have it.");
    }

    [Theory]
    [InlineData("""{"url":"http://localhost:9/hook","secret":"your_secret_key"}""")]
    [InlineData("""{"url":"http://localhost:9/hook","secret":null}""")]
    [InlineData("""{"url":"http://localhost:9/hook","confirmHost":"localhost:9"}""")]
    [InlineData("""{"url":"http://127.0.0.1:9/other"}""")]
    public async Task Url_ConfirmedOrGivenAgainOrSameHost_IsTaken(string change)
    {
        var (project, stage) = await _api.CreateWebhookProjectAsync(Url, new { secret = Old });

        var answer = await UpdateAsync(project, stage, JsonNode.Parse(change)!);

        Assert.Equal(200, answer.Status);
        var settings = await SettingsAsync(project);
        Assert.Equal((string?)JsonNode.Parse(change)!["url"], settings.Url);
        Assert.Null(settings.ConfirmedHost);
        Assert.DoesNotContain("confirmHost", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:9")]
    [InlineData("localhost")]
    [InlineData("")]
    public async Task Url_AnotherHostConfirmed_IsRefused(string confirmHost)
    {
        var (project, stage) = await _api.CreateWebhookProjectAsync(Url, new { secret = Old });

        (await UpdateAsync(project, stage, new { url = Moved, confirmHost })).AssertRefused(400, "the host changed");
    }

    [Fact]
    public async Task Url_NothingStored_NeedsNoConfirmation()
    {
        var (project, stage) = await _api.CreateWebhookProjectAsync(Url);

        Assert.Equal(200, (await UpdateAsync(project, stage, new { url = Moved })).Status);
    }

    private Task<ApiAnswer> UpdateAsync(string project, string id, object change)
    {
        var stage = System.Text.Json.JsonSerializer.SerializeToNode(change)!.AsObject();
        (stage["id"], stage["type"], stage["name"], stage["next"]) = (id, "Webhook", "Webhook", new JsonArray("Complete"));

        return _api.PostAsync($"/v2/project/{project}", new { stages = ApiClient.Stages(stage) });
    }

    private async Task<WebhookStageSettings> SettingsAsync(string project)
    {
        var id = new Id<Project>(project);
        var stored = await fixture.App.ReadAsync(db => db.Projects.AsNoTracking().SingleAsync(p => p.Id == id));

        return stored.Workflow.Stages.Select(stage => stage.Settings).OfType<WebhookStageSettings>().Single();
    }

    private static JsonNode? Rotation(ApiAnswer answer) =>
        JsonNode.Parse(answer.Data.GetProperty("project").GetProperty("stages")[2].GetRawText())!["rotation"];

    private string Open(SealedText? text) => fixture.App.Get<ISecretProtector>().Open(text!);
}
