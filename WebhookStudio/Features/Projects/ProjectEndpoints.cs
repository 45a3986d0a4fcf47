using System.Text.Json.Nodes;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Api;
using WebhookStudio.Features.Assets;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Projects;

/// <summary>Projects and their batches in the API.</summary>
internal static class ProjectEndpoints
{
    /// <param name="api">For every holder of a key.</param>
    /// <param name="managers">For managers.</param>
    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder managers)
    {
        api.MapGet("/listProjects", ListAsync);
        api.MapGet("/project/{id}", GetAsync);
        managers.MapPost("/project", CreateAsync);
        managers.MapPost("/project/{id}", UpdateAsync);
        managers.MapPost("/batches/{id}", ReplaceBatchesAsync);
    }

    private static async Task<IResult> ListAsync(
        HttpRequest request, ProjectLookup projects, CancellationToken cancellationToken)
    {
        var page = await projects.ListAsync(request.Page(), cancellationToken);

        return ApiJson.Success(new { projects = page.Items.Select(ProjectJson.Write), total = page.Total });
    }

    private static async Task<IResult> GetAsync(
        string id, HttpContext context, ProjectLookup projects, CancellationToken cancellationToken)
    {
        var project = ProjectJson.Write(await projects.GetDetailsAsync(id, cancellationToken));

        if (!context.User.IsInRole(StudioRoles.Manager))
        {
            HidePaths(project);
        }

        return ApiJson.Success(new { project });
    }

    /// <summary>Path and query of a receiver's address may be what lets one in there.</summary>
    private static void HidePaths(JsonObject project)
    {
        foreach (var stage in project["stages"]!.AsArray().OfType<JsonObject>().Where(stage => stage.ContainsKey("url")))
        {
            stage["url"] = WebhookUrl.WithoutPath(stage["url"]!.GetValue<string>());
        }
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, IProjectService service, ProjectLookup projects, CancellationToken cancellationToken)
    {
        var body = await context.Request.ReadBodyAsync(cancellationToken);
        body.Only("name", "description", "type");

        if (body.Text("type") is { } type && type != "ango")
        {
            throw body.Refuse($"type '{type}' is not supported in this version; use 'ango', or leave it out.");
        }

        var id = await service.CreateAsync(
            body.RequiredText("name"), body.Text("description") ?? "", ProjectTemplate.LabelOnly, context.CallerEmail(), cancellationToken);
        var created = await projects.GetDetailsAsync(id.Value, cancellationToken);

        return ApiJson.Success(new { project = ProjectJson.Write(created) }, StatusCodes.Status201Created);
    }

    private static async Task<IResult> UpdateAsync(
        string id,
        HttpContext context,
        ProjectLookup projects,
        ProjectUpdate update,
        StageSealing sealing,
        CancellationToken cancellationToken)
    {
        var project = await projects.GetAsync(id, cancellationToken);
        var body = await context.Request.ReadBodyAsync(cancellationToken);
        body.Only("name", "description", "categorySchema", "stages", "moveTasks");

        var changes = new ProjectChanges(
            body.Has("name") ? body.RequiredText("name") : null,
            body.Text("description"),
            body.Find("categorySchema") is { } schema ? CategorySchemaJson.Parse(schema) : null,
            body.Find("stages") is { } stages ? StagesJson.Read(stages, project.Workflow, sealing) : null)
        {
            MoveTasks = MoveTasksJson.Read(body),
        };

        await update.ApplyAsync(project, changes, context.CallerEmail(), cancellationToken);

        return await GetAsync(id, context, projects, cancellationToken);
    }

    private static async Task<IResult> ReplaceBatchesAsync(
        string id, HttpContext context, ProjectLookup projects, BatchService batches, CancellationToken cancellationToken)
    {
        var project = await projects.GetAsync(id, cancellationToken);
        var body = await context.Request.ReadBodyAsync(cancellationToken);
        body.Only("batches");

        var list = body.List("batches") ?? throw body.Refuse("batches is missing. Give the full list of batches.");
        await batches.ReplaceAsync(project.Id, [.. list.Select(Entry)], cancellationToken);

        return await GetAsync(id, context, projects, cancellationToken);

        static BatchEntry Entry(System.Text.Json.JsonElement element, int index)
        {
            var fields = new JsonFields(element, $"batches[{index}]");
            fields.Only("_id", "name");

            return new(
                fields.Text("_id") is { } text ? ApiRequest.ParseId<Batch>(text, "batch") : null, fields.RequiredText("name"));
        }
    }
}
