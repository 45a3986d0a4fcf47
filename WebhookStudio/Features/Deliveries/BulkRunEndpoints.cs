using System.Text.Json.Nodes;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Api;
using WebhookStudio.Features.Projects;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Bulk runs in the API: how far they are, and how to stop them.</summary>
internal static class BulkRunEndpoints
{
    public static void Map(IEndpointRouteBuilder managers)
    {
        managers.MapGet("/project/{id}/bulkRuns", ListAsync);
        managers.MapGet("/project/{id}/bulkRuns/{runId}", GetAsync);
        Change("pause", (runs, project, run, token) => runs.PauseAsync(project, run, token));
        Change("resume", (runs, project, run, token) => runs.ResumeAsync(project, run, token));
        Change("cancel", (runs, project, run, token) => runs.CancelAsync(project, run, token));

        void Change(string verb, Func<IBulkRuns, Id<Project>, Id<BulkRun>, CancellationToken, Task> change) =>
            managers.MapPost("/project/{id}/bulkRuns/{runId}/" + verb, async (
                string id, string runId, ProjectLookup projects, IBulkRuns runs, CancellationToken cancellationToken) =>
            {
                var project = await projects.GetAsync(id, cancellationToken);
                await change(runs, project.Id, ParseRun(runId), cancellationToken);

                return await AnswerAsync(runs, project.Id, runId, cancellationToken);
            });
    }

    private static async Task<IResult> ListAsync(
        string id, ProjectLookup projects, IBulkRuns runs, CancellationToken cancellationToken)
    {
        var project = await projects.GetAsync(id, cancellationToken);

        return ApiJson.Success(new { runs = (await runs.ListAsync(project.Id, cancellationToken)).Select(Write) });
    }

    private static async Task<IResult> GetAsync(
        string id, string runId, ProjectLookup projects, IBulkRuns runs, CancellationToken cancellationToken)
    {
        var project = await projects.GetAsync(id, cancellationToken);

        return await AnswerAsync(runs, project.Id, runId, cancellationToken);
    }

    private static async Task<IResult> AnswerAsync(
        IBulkRuns runs, Id<Project> project, string runId, CancellationToken cancellationToken)
    {
        var run = await runs.GetAsync(project, ParseRun(runId), cancellationToken)
            ?? throw ApiException.Invalid("bulk run", runId);

        return ApiJson.Success(new { run = Write(run) });
    }

    private static Id<BulkRun> ParseRun(string runId) => ApiRequest.ParseId<BulkRun>(runId, "bulk run");

    private static JsonObject WriteStage(BulkRunProgress part) => new()
    {
        ["stageId"] = part.StageId?.Value,
        ["total"] = part.Total,
        ["delivered"] = part.Delivered,
        ["failed"] = part.Failed,
        ["left"] = part.Left,
    };

    private static JsonObject Write(BulkRunProgress run) => new()
    {
        ["_id"] = run.Id.Value,
        ["stageId"] = run.StageId?.Value,
        ["title"] = run.Title,
        ["by"] = run.By,
        ["status"] = run.Status.ToString().ToLowerInvariant(),
        ["total"] = run.Total,
        ["delivered"] = run.Delivered,
        ["failed"] = run.Failed,
        ["left"] = run.Left,
        ["gone"] = run.Gone,
        ["stages"] = new JsonArray([.. run.Stages.Select(WriteStage)]),
        ["rate"] = run.Rate is { } rate ? Math.Round(rate, 1) : null,
        ["endsAt"] = run.EndsAt is { } endsAt ? ApiJson.Instant(endsAt) : null,
        ["createdAt"] = ApiJson.Instant(run.CreatedAt),
        ["endedAt"] = run.EndedAt is { } endedAt ? ApiJson.Instant(endedAt) : null,
        ["onlyCause"] = run.OnlyCause is { } cause ? AttemptOutcomes.Status(cause.Outcome, cause.StatusCode) : null,
    };
}
