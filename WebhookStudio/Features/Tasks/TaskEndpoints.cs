using System.Text.Json.Nodes;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Api;
using WebhookStudio.Features.Assets;
using WebhookStudio.Features.Labeling;
using WebhookStudio.Features.Projects;

namespace WebhookStudio.Features.Tasks;

/// <summary>Tasks in the API.</summary>
internal static class TaskEndpoints
{
    /// <param name="api">For every holder of a key.</param>
    /// <param name="managers">For managers.</param>
    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder managers)
    {
        api.MapGet("/project/{id}/tasks", ListAsync);
        api.MapGet("/task/{id}", GetAsync);
        api.MapPost("/annotate/{id}", AnnotateAsync);
        api.MapPost("/review/{id}", ReviewAsync);
        managers.MapPost("/project/{id}/requeueTasks", RequeueAsync);
        managers.MapPost("/project/{id}/forwardTasks", ForwardAsync);
    }

    private static async Task<IResult> ListAsync(
        string id, HttpRequest request, ProjectLookup projects, TaskSearch search, CancellationToken cancellationToken)
    {
        var project = await projects.GetAsync(id, cancellationToken);
        var query = new TaskSearchQuery(project)
        {
            Stage = request.Value("stage") is { } stage ? project.Workflow.Get(ApiRequest.ParseStage(stage)).Id : null,
            Batches = request.Texts("batches"),
            IsComplete = ReadStatus(request.Value("status[eq]") ?? request.Value("status")),
            Filter = (request.Object("filter") ?? request.Object("filters"))?.Element,
            Sort = request.Value("sort"),
        };
        var withAnswer = request.Flag("includeAnswer") ?? false;
        var fields = request.Value("fields")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var page = await search.ListAsync(query, request.Page(), cancellationToken);

        return ApiJson.Success(new
        {
            tasks = page.Items.Select(task => Only(TaskJson.Write(task, withAnswer), fields)),
            total = page.Total,
        });
    }

    // The dialect's Python SDK asks with includeAnswer=False and reads the answer all the same.
    private static async Task<IResult> GetAsync(
        string id, TaskSearch search, CancellationToken cancellationToken) =>
        ApiJson.Success(new { task = TaskJson.Write(await search.GetAsync(id, cancellationToken), withAnswer: true) });

    private static async Task<IResult> AnnotateAsync(
        string id, HttpContext context, TaskSearch search, TaskAnnotation annotation, CancellationToken cancellationToken)
    {
        var task = await annotation.ApplyAsync(
            ApiRequest.ParseId<LabelTask>(id, "task"),
            new(
                await context.Request.ReadBodyAsync(cancellationToken),
                context.Request.Flag("nextStage") ?? false,
                context.CallerEmail()),
            (project, found) => RefuseStrangers(context, project, found),
            cancellationToken);

        return ApiJson.Success(new
        {
            label = TaskJson.Write(await search.GetAsync(task, cancellationToken), withAnswer: true),
        });
    }

    private static async Task<IResult> ReviewAsync(
        string id, HttpContext context, TaskSearch search, ILabelSubmission submission, CancellationToken cancellationToken)
    {
        var body = await context.Request.ReadBodyAsync(cancellationToken);
        body.Only("reviewStatus");
        var verdict = body.RequiredText("reviewStatus") switch
        {
            "Accepted" => ReviewVerdict.Accepted,
            "Rejected" => ReviewVerdict.Rejected,
            var other => throw body.Refuse($"reviewStatus '{other}' is not known; use Accepted or Rejected."),
        };
        var task = await submission.SubmitAsync(
            ApiRequest.ParseId<LabelTask>(id, "task"),
            (project, found) =>
            {
                RefuseStrangers(context, project, found);

                return new(Answer: null, default, context.CallerEmail(), found.StageId) { Verdict = verdict };
            },
            cancellationToken);

        return ApiJson.Success(new { task = TaskJson.Write(await search.GetAsync(task, cancellationToken), withAnswer: false) });
    }

    private static async Task<IResult> ForwardAsync(
        string id, HttpContext context, ProjectLookup projects, BatchService batches, ITaskFlow flow,
        CancellationToken cancellationToken)
    {
        var project = await projects.GetAsync(id, cancellationToken);
        var body = await context.Request.ReadBodyAsync(cancellationToken);
        body.Only("stageId", "tasks", "batches");
        var stage = project.Workflow.Get(ApiRequest.ParseStage(body.RequiredText("stageId"))).Id;
        var chosen = body.Texts("batches") is { } names ? await batches.FindAsync(project.Id, names, cancellationToken) : [];
        var modified = await flow.ForwardAsync(
            project.Id,
            stage,
            new(context.CallerEmail())
            {
                Tasks = body.Texts("tasks")?.Select(task => ApiRequest.ParseId<LabelTask>(task, "task")).ToList(),
                Batches = [.. chosen],
            },
            cancellationToken);

        return ApiJson.Success(new { modifiedCount = new { modified, fromStageId = stage } });
    }

    /// <summary>Labelers may label what the Label page would give them, and nothing else; managers may correct any task.</summary>
    private static void RefuseStrangers(HttpContext context, Project project, LabelTask task)
    {
        if (!context.User.IsInRole(StudioRoles.Manager)
            && LabelQueue.WhyNotOpen(project.Workflow, task, context.CallerEmail()) is { } why)
        {
            throw new ApiException(StatusCodes.Status403Forbidden, $"{task.ExternalId} is not open to you. {why}");
        }
    }

    private static async Task<IResult> RequeueAsync(
        string id, HttpRequest request, ProjectLookup projects, TaskRequeue requeue, CancellationToken cancellationToken)
    {
        var project = await projects.GetAsync(id, cancellationToken);
        var body = await request.ReadBodyAsync(cancellationToken);
        body.Only("toStageId", "filters", "options");

        var to = ApiRequest.ParseStage(body.RequiredText("toStageId"));
        var modified = await requeue.RequeueAsync(
            project, to, RequeueJson.ReadFilter(body), RequeueJson.ReadOptions(body), cancellationToken);

        return ApiJson.Success(new { modifiedCount = new { modified, toStageId = to } });
    }

    private static bool? ReadStatus(string? status) => status switch
    {
        null => null,
        "Completed" => true,
        "TODO" => false,
        _ => throw ApiException.BadRequest($"status '{status}' is not known; use TODO or Completed."),
    };

    private static JsonObject Only(JsonObject task, string[]? fields)
    {
        foreach (var name in fields is null ? [] : task.Select(field => field.Key).Except([.. fields, "_id"]).ToList())
        {
            task.Remove(name);
        }

        return task;
    }
}
