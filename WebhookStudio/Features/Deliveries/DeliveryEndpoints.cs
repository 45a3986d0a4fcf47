using System.Text.Json.Nodes;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Api;
using WebhookStudio.Features.Projects;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Webhooks in the API: the re-run of a stage, and the log.</summary>
internal static class DeliveryEndpoints
{
    public static void Map(IEndpointRouteBuilder managers)
    {
        managers.MapPost("/project/{id}/rerun-webhook", RerunAsync);
        managers.MapGet("/project/{id}/webhookLogs", ListAsync);
    }

    private static async Task<IResult> RerunAsync(
        string id, HttpContext context, ProjectLookup projects, IDeliveryReruns reruns, CancellationToken cancellationToken)
    {
        var project = await projects.GetAsync(id, cancellationToken);
        var body = await context.Request.ReadBodyAsync(cancellationToken);
        var stage = ApiRequest.ParseStage(body.RequiredText("stageId"));
        var rerun = await reruns.RerunStageAsync(project.Id, stage, context.CallerEmail(), cancellationToken);

        return ApiJson.Success(new { rerun, stageId = stage });
    }

    private static async Task<IResult> ListAsync(
        string id, HttpRequest request, ProjectLookup projects, IDeliveryLog log, CancellationToken cancellationToken)
    {
        var project = await projects.GetAsync(id, cancellationToken);
        var page = await log.ListAsync(Query(project, request), cancellationToken);

        return ApiJson.Success(new { logs = page.Items.Select(Write), total = page.Total });
    }

    // The stage need not be in the workflow any more: its log outlives it.
    private static LogQuery Query(Project project, HttpRequest request) => new(project.Id)
    {
        Stage = request.Value("stage") is { } stage ? ApiRequest.ParseStage(stage) : null,
        Status = request.Value("status"),
        ExternalId = request.Value("externalId"),
        Page = request.Page(),
    };

    private static JsonObject Write(LogLine line) => new()
    {
        ["_id"] = line.Id.Value,
        ["taskId"] = line.TaskId.Value,
        ["externalId"] = line.ExternalId,
        ["stageId"] = line.StageId.Value,
        ["stageName"] = line.StageName,
        ["date"] = ApiJson.Instant(line.StartedAt),
        ["status"] = line.StatusCode is { } code && AttemptOutcomes.IsAnswer(line.Outcome) ? code : line.Status,
        ["trigger"] = Word(line.Trigger),
        ["attempt"] = line.Number,
        ["durationMs"] = Math.Round(line.DurationMs, 3),
        ["url"] = line.Url,
        ["deliveryId"] = line.DeliveryId.Value,
    };

    private static string Word(AttemptTrigger trigger) => trigger switch
    {
        AttemptTrigger.Retry => "retry",
        AttemptTrigger.Rerun => "rerun",
        _ => "auto",
    };
}
