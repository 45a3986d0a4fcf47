using System.Text.Json.Nodes;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Features.Api;
using WebhookStudio.Features.Projects;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks.Operations;

/// <summary>What is done to many tasks, in the API: at once in the names of the dialect, or in the background.</summary>
internal static class TaskOperationEndpoints
{
    public static void Map(IEndpointRouteBuilder managers)
    {
        managers.MapPost("/task/assign", AssignAsync);
        managers.MapDelete("/project/{id}/assets", DeleteAssetsAsync);
        managers.MapPost("/project/{id}/taskOperations", StartAsync);
        managers.MapGet("/project/{id}/taskOperations", ListAsync);
        managers.MapGet("/project/{id}/taskOperations/{operationId}", GetAsync);
        managers.MapPost("/project/{id}/taskOperations/{operationId}/cancel", CancelAsync);
    }

    private static async Task<IResult> AssignAsync(
        HttpContext context, ProjectLookup projects, ITaskOperations operations, TaskWorker worker, TaskRequeue requeue,
        CancellationToken cancellationToken)
    {
        var body = await context.Request.ReadBodyAsync(cancellationToken);
        body.Only("project", "tasks", "user", "stage");
        var project = await projects.GetAsync(body.RequiredText("project"), cancellationToken);
        var tasks = (body.Texts("tasks") ?? throw body.Refuse("tasks is missing. Give a list of task IDs."))
            .Select(task => ApiRequest.ParseId<LabelTask>(task, "task")).ToList();

        if (body.Text("stage") is { } stage)
        {
            var here = project.Workflow.Get(ApiRequest.ParseStage(stage)).Id;
            tasks = await requeue.FindAsync(project, new() { Tasks = tasks, FromStages = [here] }, cancellationToken);
        }

        var user = body.Text("user");

        if (user is not null && (await operations.PeopleAsync(cancellationToken)).All(person => person.Email != user))
        {
            throw ApiException.Invalid("user", user);
        }

        var done = await worker.DoAllAsync(project.Id, tasks, TaskChange.AssignTo(user), cancellationToken);

        return ApiJson.Success(new { modifiedCount = new { modified = done.Changed } });
    }

    private static async Task<IResult> DeleteAssetsAsync(
        string id, HttpContext context, ProjectLookup projects, TaskWorker worker, TaskRequeue requeue,
        CancellationToken cancellationToken)
    {
        var project = await projects.GetAsync(id, cancellationToken);
        var body = await context.Request.ReadBodyAsync(cancellationToken);
        body.Only("project", "assets");
        var assets = (body.Texts("assets") ?? throw body.Refuse("assets is missing. Give a list of asset IDs."))
            .Select(asset => ApiRequest.ParseId<Asset>(asset, "asset")).ToList();
        var tasks = await requeue.FindAsync(project, new() { Assets = assets }, cancellationToken, withKept: true);
        var done = await worker.DoAllAsync(project.Id, tasks, TaskChange.Delete, cancellationToken);

        return ApiJson.Success(new { deletedCount = done.Changed });
    }

    private static async Task<IResult> StartAsync(
        string id, HttpContext context, ProjectLookup projects, ITaskOperations operations, TaskRequeue requeue,
        CancellationToken cancellationToken)
    {
        var project = await projects.GetAsync(id, cancellationToken);
        var body = await context.Request.ReadBodyAsync(cancellationToken);
        body.Only("action", "toStageId", "user", "filters", "options");
        var change = ReadChange(project, body);

        if (change.Kind is TaskChangeKind.Delete && body.Object("filters") is null)
        {
            throw body.Refuse("filters is missing. Say which tasks are to be deleted.");
        }

        var tasks = await requeue.FindAsync(project, RequeueJson.ReadFilter(body), cancellationToken, withKept: true);
        var operation = await operations.StartAsync(project.Id, tasks, change, context.CallerEmail(), cancellationToken);

        return await AnswerAsync(operations, project.Id, operation.Value, cancellationToken);
    }

    private static async Task<IResult> ListAsync(
        string id, ProjectLookup projects, ITaskOperations operations, CancellationToken cancellationToken)
    {
        var project = await projects.GetAsync(id, cancellationToken);
        var all = await operations.ListAsync(project.Id, DateTimeOffset.MinValue, cancellationToken);

        return ApiJson.Success(new { operations = all.Select(Write) });
    }

    private static async Task<IResult> GetAsync(
        string id, string operationId, ProjectLookup projects, ITaskOperations operations, CancellationToken cancellationToken)
    {
        var project = await projects.GetAsync(id, cancellationToken);

        return await AnswerAsync(operations, project.Id, operationId, cancellationToken);
    }

    private static async Task<IResult> CancelAsync(
        string id, string operationId, ProjectLookup projects, ITaskOperations operations, CancellationToken cancellationToken)
    {
        var project = await projects.GetAsync(id, cancellationToken);
        await operations.CancelAsync(project.Id, Parse(operationId), cancellationToken);

        return await AnswerAsync(operations, project.Id, operationId, cancellationToken);
    }

    private static async Task<IResult> AnswerAsync(
        ITaskOperations operations, Id<Project> project, string operationId, CancellationToken cancellationToken)
    {
        var found = await operations.GetAsync(project, Parse(operationId), cancellationToken)
            ?? throw ApiException.Invalid("task operation", operationId);

        return ApiJson.Success(new { operation = Write(found) });
    }

    private static TaskChange ReadChange(Project project, JsonFields body) => body.RequiredText("action") switch
    {
        "move" => TaskChange.MoveTo(
            project.Workflow.Get(ApiRequest.ParseStage(body.RequiredText("toStageId"))), RequeueJson.ReadOptions(body)),
        "assign" => TaskChange.AssignTo(body.Text("user")),
        "delete" => TaskChange.Delete,
        var other => throw body.Refuse($"action '{other}' is not known; use move, assign or delete."),
    };

    private static Id<TaskOperation> Parse(string id) => ApiRequest.ParseId<TaskOperation>(id, "task operation");

    private static JsonObject Write(TaskOperation operation) => new()
    {
        ["_id"] = operation.Id.Value,
        ["action"] = operation.Change.Kind.ToString().ToLowerInvariant(),
        ["title"] = TaskOperationWords.Title(operation),
        ["status"] = operation.Status.ToString().ToLowerInvariant(),
        ["total"] = operation.Total,
        ["done"] = operation.Done,
        ["changed"] = operation.Changed,
        ["refused"] = new JsonArray([.. operation.Refusals.Select(refusal =>
            (JsonNode)new JsonObject { ["reason"] = refusal.Reason, ["count"] = refusal.Count })]),
        ["result"] = operation.IsActive ? null : TaskOperationWords.Result(operation),
        ["createdBy"] = operation.By,
        ["createdAt"] = ApiJson.Instant(operation.CreatedAt),
        ["endedAt"] = operation.EndedAt is { } ended ? ApiJson.Instant(ended) : null,
    };
}
