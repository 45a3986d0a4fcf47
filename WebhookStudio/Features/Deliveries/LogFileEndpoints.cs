using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Api;
using WebhookStudio.Features.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <summary>What the logs page downloads: the lines of a filter, and the bytes of an attempt.</summary>
/// <remarks>Bodies go this way and not with the page: they may be large, and the browser is to take them for nothing but bytes.</remarks>
internal static class LogFileEndpoints
{
    private const string Bytes = "application/octet-stream";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var managers = routes.MapGroup("/projects/{projectId}").RequireAuthorization(StudioPolicies.Manager);
        managers.MapGet("/logs/file", DownloadLinesAsync);
        managers.MapGet("/attempts/{attemptId}/request", (Id<Project> projectId, Id<DeliveryAttempt> attemptId, IDeliveryLog log, CancellationToken cancellationToken) =>
            DownloadBodyAsync(projectId, attemptId, log, isRequest: true, cancellationToken));
        managers.MapGet("/attempts/{attemptId}/response", (Id<Project> projectId, Id<DeliveryAttempt> attemptId, IDeliveryLog log, CancellationToken cancellationToken) =>
            DownloadBodyAsync(projectId, attemptId, log, isRequest: false, cancellationToken));
        managers.MapGet("/attempts/{attemptId}/curl", ReadCommandAsync);
    }

    private static async Task<Results<PushStreamHttpResult, NotFound, BadRequest<string>>> DownloadLinesAsync(
        Id<Project> projectId, HttpRequest request, IWorkflowService workflows, IDeliveryLog log, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (await workflows.GetAsync(projectId, cancellationToken) is not { } project)
        {
            return TypedResults.NotFound();
        }

        var now = clock.GetUtcNow();
        var place = DeliveryLogPlace.Parse(projectId, name => request.Query[name].ToString() is { Length: > 0 } text ? text : null);
        var isTable = request.Query["format"] != "json";
        var query = place.Query(now);

        try
        {
            _ = LogCriteria.Of(query);
        }
        catch (DomainRuleException refusal)
        {
            return TypedResults.BadRequest(refusal.Message);
        }

        var lines = log.StreamAsync(query, cancellationToken);

        return TypedResults.Stream(
            stream => isTable ? LogTableFile.WriteAsync(lines, stream, cancellationToken) : WriteJsonAsync(lines, stream, cancellationToken),
            isTable ? "text/csv" : "application/json",
            LogTableFile.Name(project.ProjectName, place.Range, now, isTable ? "csv" : "json"));
    }

    private static async Task WriteJsonAsync(
        IAsyncEnumerable<IReadOnlyList<LogLine>> portions, Stream to, CancellationToken cancellationToken)
    {
        await using var writer = new Utf8JsonWriter(to, new() { Encoder = ApiJson.Options.Encoder, Indented = true });
        writer.WriteStartArray();

        await foreach (var lines in portions.WithCancellation(cancellationToken))
        {
            foreach (var line in lines)
            {
                LogJson.Write(line).WriteTo(writer);
            }

            await writer.FlushAsync(cancellationToken);
        }

        writer.WriteEndArray();
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> DownloadBodyAsync(
        Id<Project> project, Id<DeliveryAttempt> attempt, IDeliveryLog log, bool isRequest, CancellationToken cancellationToken)
    {
        var bodies = await log.GetBodiesAsync(project, attempt, cancellationToken);
        var body = isRequest ? bodies?.Request : bodies?.Response;

        return body is null
            ? TypedResults.NotFound()
            : TypedResults.File(body, Bytes, $"{attempt}-{(isRequest ? "request" : "response")}.txt", enableRangeProcessing: true);
    }

    private static async Task<Results<ContentHttpResult, NotFound>> ReadCommandAsync(
        Id<Project> projectId, Id<DeliveryAttempt> attemptId, IDeliveryLog log, CancellationToken cancellationToken)
    {
        var details = await log.GetAsync(projectId, attemptId, cancellationToken);
        var bodies = await log.GetBodiesAsync(projectId, attemptId, cancellationToken);

        return details is null || bodies?.Request is not { } sent
            ? TypedResults.NotFound()
            : TypedResults.Text(CurlCommand.Of(details, sent), "text/plain", Encoding.UTF8);
    }
}
