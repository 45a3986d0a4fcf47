using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Exports;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Api;
using WebhookStudio.Features.Projects;

namespace WebhookStudio.Features.Exports;

/// <summary>Exports in the API, and the files they lead to.</summary>
internal static class ExportEndpoints
{
    /// <summary>What the path of every export file begins with.</summary>
    public const string Root = "/exports";

    /// <param name="managers">For managers.</param>
    /// <param name="files">For what carries its own token.</param>
    public static void Map(IEndpointRouteBuilder managers, IEndpointRouteBuilder files)
    {
        managers.MapGet("/export", ExportAsync);
        files.MapGet($"{Root}/{{id}}/{{token}}.zip", Download).AllowAnonymous();
    }

    /// <summary>Maps the files of the Exports page, for managers signed in by cookie or key.</summary>
    public static void MapKept(IEndpointRouteBuilder routes) => routes
        .MapGet("/projects/{projectId}/exports/{exportId}/file", DownloadKeptAsync)
        .RequireAuthorization(StudioPolicies.Manager);

    private static async Task<IResult> DownloadKeptAsync(
        Id<Project> projectId, Id<Export> exportId, HttpContext context, IExports exports, CancellationToken cancellationToken)
    {
        if (await exports.FindFileAsync(projectId, exportId, cancellationToken) is not var (path, name))
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = "private, no-store";

        return Results.File(path, "application/zip", name);
    }

    private static async Task<IResult> ExportAsync(
        HttpRequest request, ProjectLookup projects, ExportService exports, CancellationToken cancellationToken)
    {
        RefuseNotSupported(request);

        var query = new ExportQuery(await projects.GetAsync(request.Value("project"), cancellationToken))
        {
            Stages = request.Texts("stage"),
            Batches = request.Texts("batches"),
            Conditions = [.. Condition(request, "createdAt"), .. Condition(request, "updatedAt")],
            Format = ReadFormat(request.Value("format")),
            Options = new ExportDocumentOptions(
                request.Flag("includeMetadata") ?? true,
                request.Flag("includeHistory") ?? true,
                request.Flag("includeIdleBlurDurations") ?? false),
        };

        return ApiJson.Success(new { exportPath = await exports.ExportAsync(query, cancellationToken) });
    }

    private static IResult Download(string id, string token, HttpContext context, ExportFiles files)
    {
        if (files.Find(id, token) is not { } path)
        {
            return Results.Text(
                "There is no such export, or its link is older than a day. Export again.",
                statusCode: StatusCodes.Status404NotFound);
        }

        context.Response.Headers.CacheControl = "private, no-store";

        return Results.File(path, "application/zip", $"export-{id}.zip");
    }

    /// <summary>Refuses what would be passed over in silence otherwise.</summary>
    private static void RefuseNotSupported(HttpRequest request)
    {
        if (request.Value("type") is { } type && type != "task")
        {
            throw ApiException.BadRequest($"type '{type}' is not supported in this version; use 'task'.");
        }

        if (request.Texts("taskTypes") is { } types && types.Any(name => name != "default"))
        {
            throw ApiException.BadRequest("taskTypes: only [\"default\"] is supported in this version.");
        }

        if (request.Flag("sendEmail") is true)
        {
            throw ApiException.BadRequest("sendEmail is not supported in this version; the answer holds the link.");
        }
    }

    private static ExportFormat ReadFormat(string? format) => format switch
    {
        null or "json" => ExportFormat.Json,
        "ndjson" => ExportFormat.Ndjson,
        "csv" => ExportFormat.Csv,
        _ => throw ApiException.BadRequest($"format '{format}' is not known; use json, ndjson or csv."),
    };

    private static (string Field, JsonElement Value)[] Condition(HttpRequest request, string name) =>
        request.Object(name) is { } condition ? [(name, condition.Element)] : [];
}
