using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Tests.Features.Api;

[Collection(ApiTests.Name)]
public sealed class StageHealthEndpointTests(ApiFixture fixture)
{
    private static readonly DateTimeOffset Opened = new(2026, 2, 6, 10, 14, 8, TimeSpan.Zero);

    private readonly ApiClient _api = fixture.Api;

    [Fact]
    public async Task StageHealth_OpenCircuit_TellsCauseAndNextProbe()
    {
        var (project, stage) = await _api.CreateWebhookProjectAsync("http://127.0.0.1:9/hook");
        var circuit = new StageCircuit { ProjectId = new Id<Project>(project), StageId = new(stage) };
        circuit.Record(
            AttemptOutcome.ConnectionRefused, Opened, new(1, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(10)));
        await fixture.App.ReadAsync(async db =>
        {
            db.Add(circuit);

            return await db.SaveChangesAsync();
        });

        var answer = await _api.GetAsync($"/v2/project/{project}/stageHealth");

        Assert.Equal(
            $$$"""
            [{"stageId":"{{{stage}}}","stageName":"Webhook","pending":0,"sending":0,"retrying":0,"held":0,"circuit":{"cause":"Connection refused","since":"2026-02-06T10:14:08.000Z","nextProbe":"2026-02-06T10:14:18.000Z","probes":1},"blocked":null}]
            """,
            answer.Data.GetProperty("stages").GetRawText());
    }

    [Fact]
    public async Task TryNow_OpenCircuit_IsProbedAtOnceAndSaysSo()
    {
        var (project, stage) = await _api.CreateWebhookProjectAsync("http://127.0.0.1:9/hook");
        var circuit = new StageCircuit { ProjectId = new Id<Project>(project), StageId = new(stage) };
        circuit.Record(AttemptOutcome.ConnectionRefused, Opened, new(1, TimeSpan.FromDays(30_000), TimeSpan.FromDays(30_000)));
        await fixture.App.ReadAsync(async db =>
        {
            db.Add(circuit);

            return await db.SaveChangesAsync();
        });

        var answer = await _api.PostAsync($"/v2/project/{project}/tryNow", new { stageId = stage });

        Assert.Equal($$"""{"stageId":"{{stage}}","wasOpen":true}""", answer.Data.GetRawText());
        var health = (await _api.GetAsync($"/v2/project/{project}/stageHealth")).Data.GetProperty("stages")[0];
        Assert.Equal(0, health.GetProperty("circuit").GetProperty("probes").GetInt32());
        Assert.StartsWith("2026-02-06", health.GetProperty("circuit").GetProperty("since").GetString(), StringComparison.Ordinal);
        Assert.True(health.GetProperty("circuit").GetProperty("nextProbe").GetDateTimeOffset() < Opened.AddDays(20_000));
    }

    [Fact]
    public async Task TryNow_NothingToProbe_SaysSoAndRefusesWhatHasNoReceiver()
    {
        var (project, stage) = await _api.CreateWebhookProjectAsync("http://127.0.0.1:9/hook");
        var path = $"/v2/project/{project}/tryNow";

        Assert.False((await _api.PostAsync(path, new { stageId = stage })).Data.GetProperty("wasOpen").GetBoolean());
        (await _api.PostAsync(path, new { stageId = "Label" })).AssertRefused(400, "not a Webhook stage");
        (await _api.PostAsync(path, new { })).AssertRefused(400, "stageId");
        (await _api.PostAsync(path, new { stageId = stage, now = true })).AssertRefused(400, "now");
    }

    [Fact]
    public async Task StageHealth_UnknownProject_IsRefused() =>
        (await _api.GetAsync("/v2/project/67a3be4088cb6f0f7976327b/stageHealth")).AssertRefused(400, "Invalid project");
}
