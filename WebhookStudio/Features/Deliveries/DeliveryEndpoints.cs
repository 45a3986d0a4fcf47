using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Api;
using WebhookStudio.Features.Projects;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Webhooks in the API: the re-run of a stage, a redelivery, a test, and the log.</summary>
internal static class DeliveryEndpoints
{
    public static void Map(IEndpointRouteBuilder managers)
    {
        managers.MapPost("/project/{id}/rerun-webhook", RerunAsync);
        managers.MapGet("/project/{id}/webhookLogs", ListAsync);
        managers.MapPost("/project/{id}/redeliver", RedeliverAsync);
        managers.MapPost("/project/{id}/sendTest", SendTestAsync);
        managers.MapPost("/project/{id}/tryNow", TryNowAsync);
        BulkRunEndpoints.Map(managers);
        managers.MapGet("/project/{id}/webhookLogs/{attemptId}", GetAsync);
    }

    private static async Task<IResult> RerunAsync(
        string id, HttpContext context, ProjectLookup projects, IDeliveryReruns reruns, CancellationToken cancellationToken)
    {
        var project = await projects.GetAsync(id, cancellationToken);
        var body = await context.Request.ReadBodyAsync(cancellationToken);
        var stage = ApiRequest.ParseStage(body.RequiredText("stageId"));
        body.Only("stageId", "cause", "taskIds");
        var choice = new RerunChoice(project.Id)
        {
            Stage = stage,
            Cause = body.Text("cause"),
            Tasks = body.Texts("taskIds") is { } tasks ? [.. tasks.Select(id => ApiRequest.ParseId<LabelTask>(id, "task"))] : null,
        };
        var result = await reruns.RerunAsync(choice, context.CallerEmail(), cancellationToken);

        return ApiJson.Success(new { rerun = result.Count, stageId = stage, runId = result.RunId?.Value });
    }

    private static async Task<IResult> RedeliverAsync(
        string id, HttpContext context, ProjectLookup projects, IRedelivery redelivery, CancellationToken cancellationToken)
    {
        var project = await projects.GetAsync(id, cancellationToken);
        var body = await context.Request.ReadBodyAsync(cancellationToken);
        body.Only("deliveryId", "body");
        var delivery = ApiRequest.ParseId<WebhookDelivery>(body.RequiredText("deliveryId"), "delivery");
        var what = body.RequiredText("body") switch
        {
            "same" => RedeliveryBody.Same,
            "current" => RedeliveryBody.Current,
            var other => throw body.Refuse($"body '{other}' is not known; use 'same' or 'current'."),
        };
        var attempt = await redelivery.SendAsync(new(project.Id, delivery, what, context.CallerEmail()), cancellationToken);

        return ApiJson.Success(new { attempt = LogJson.Write(attempt) });
    }

    private static async Task<IResult> SendTestAsync(
        string id, HttpContext context, ProjectLookup projects, IWebhookTests tests, CancellationToken cancellationToken)
    {
        var project = await projects.GetAsync(id, cancellationToken);
        var body = await context.Request.ReadBodyAsync(cancellationToken);
        body.Only("stageId", "taskId");
        var stage = project.Workflow.Get(ApiRequest.ParseStage(body.RequiredText("stageId")));
        var test = new WebhookTest(project.Id, stage, context.CallerEmail())
        {
            Known = stage.Settings as WebhookStageSettings,
            Task = body.Text("taskId") is { } task ? ApiRequest.ParseId<LabelTask>(task, "task") : null,
        };

        return ApiJson.Success(new { attempt = LogJson.Write(await tests.SendAsync(test, cancellationToken)) });
    }

    private static async Task<IResult> TryNowAsync(
        string id, HttpContext context, ProjectLookup projects, ICircuits circuits, CancellationToken cancellationToken)
    {
        var project = await projects.GetAsync(id, cancellationToken);
        var body = await context.Request.ReadBodyAsync(cancellationToken);
        body.Only("stageId");
        var stage = project.Workflow.Get(ApiRequest.ParseStage(body.RequiredText("stageId")));

        if (stage.Kind is not StageKind.Webhook)
        {
            throw new DomainRuleException("stage.not_webhook", $"{stage.Name} is not a Webhook stage; it has no receiver.");
        }

        var wasOpen = await circuits.TryNowAsync(project.Id, stage.Id, cancellationToken);

        return ApiJson.Success(new { stageId = stage.Id, wasOpen });
    }

    private static async Task<IResult> ListAsync(
        string id, HttpRequest request, ProjectLookup projects, IDeliveryLog log, TimeProvider clock, CancellationToken cancellationToken)
    {
        var project = await projects.GetAsync(id, cancellationToken);
        var page = await log.ReadAsync(
            LogRequest.Query(project.Id, request, clock.GetUtcNow()), LogRequest.Cursor(request), cancellationToken);

        return ApiJson.Success(new { logs = page.Lines.Select(LogJson.Write), total = page.Total, totalIsCut = page.IsTotalCut });
    }

    private static async Task<IResult> GetAsync(
        string id, string attemptId, ProjectLookup projects, IDeliveryLog log, CancellationToken cancellationToken)
    {
        var project = await projects.GetAsync(id, cancellationToken);
        var attempt = ApiRequest.ParseId<DeliveryAttempt>(attemptId, "attempt");
        var details = await log.GetAsync(project.Id, attempt, cancellationToken);
        var bodies = await log.GetBodiesAsync(project.Id, attempt, cancellationToken);

        return details is null || bodies is null
            ? throw ApiException.Invalid("attempt", attemptId)
            : ApiJson.Success(new { log = LogJson.Write(details, bodies) });
    }
}
