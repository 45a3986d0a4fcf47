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
    public async Task StageHealth_UnknownProject_IsRefused() =>
        (await _api.GetAsync("/v2/project/67a3be4088cb6f0f7976327b/stageHealth")).AssertRefused(400, "Invalid project");
}
