using WebhookStudio.Features.Api;
using WebhookStudio.Features.Projects;

namespace WebhookStudio.Features.Assets;

/// <summary>Assets in the API.</summary>
internal static class AssetEndpoints
{
    public static void Map(IEndpointRouteBuilder managers) => managers.MapPost("/project/{id}/cloud", AddAsync);

    private static async Task<IResult> AddAsync(
        string id, HttpContext context, ProjectLookup projects, AssetImport import, CancellationToken cancellationToken)
    {
        var project = await projects.GetAsync(id, cancellationToken);
        var body = await context.Request.ReadBodyAsync(cancellationToken);
        var added = await import.AddAsync(
            project.Id, body, context.Request.Texts("batches") ?? [], context.CallerEmail(), cancellationToken);

        return ApiJson.Success(new
        {
            assets = new { assetsCreated = added, tasksCreated = added, preLabelsCount = 0, validPreLabelsCount = 0 },
        });
    }
}
