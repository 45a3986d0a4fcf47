using System.Globalization;
using System.Text.Json.Nodes;
using WebhookStudio.Features.Api;
using WebhookStudio.Features.Projects;

namespace WebhookStudio.Features.Workflows.Versions;

/// <summary>The versions of a workflow in the API.</summary>
internal static class VersionEndpoints
{
    public static void Map(IEndpointRouteBuilder managers)
    {
        managers.MapGet("/project/{id}/workflowVersions", ListAsync);
        managers.MapGet("/project/{id}/workflowVersions/{version}", GetAsync);
    }

    private static async Task<IResult> ListAsync(
        string id, ProjectLookup projects, IWorkflowVersions versions, CancellationToken cancellationToken)
    {
        var project = await projects.GetAsync(id, cancellationToken);
        var list = await versions.ListAsync(project.Id, cancellationToken);

        return ApiJson.Success(new { versions = list.Select(Write), total = list.Count });
    }

    private static async Task<IResult> GetAsync(
        string id, string version, ProjectLookup projects, IWorkflowVersions versions, CancellationToken cancellationToken)
    {
        var project = await projects.GetAsync(id, cancellationToken);
        var found = int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? await versions.GetAsync(project.Id, number, cancellationToken)
            : null;

        if (found is null)
        {
            throw ApiException.Invalid("version", version);
        }

        var json = Write(found.Line);
        json["stages"] = StagesJson.Write(found.Workflow);

        return ApiJson.Success(new { version = json });
    }

    private static JsonObject Write(VersionLine line) => new()
    {
        ["version"] = line.Number,
        ["savedAt"] = ApiJson.Instant(line.SavedAt),
        ["savedBy"] = line.SavedBy,
        ["note"] = line.Note,
        ["live"] = line.IsLive,
    };
}
