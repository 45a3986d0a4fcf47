using Microsoft.AspNetCore.Http.HttpResults;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Deliveries.Retention;
using WebhookStudio.Features.Deliveries.Settings;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Registers the log of webhooks and the download of payloads.</summary>
internal static class DeliveryLogModule
{
    public static IServiceCollection AddDeliveryLog(this IServiceCollection services) =>
        services.AddSingleton<IDeliveryLog, DeliveryLog>().AddSingleton<IDeliveryTallies, DeliveryTallies>()
            .AddSingleton<ISignatureRecheck, SignatureRechecks>()
            .AddRetention().AddDeliverySettings();

    public static IEndpointRouteBuilder MapDeliveryLog(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/projects/{projectId}/deliveries/{deliveryId}/payload", DownloadPayloadAsync)
            .RequireAuthorization(StudioPolicies.Manager);
        LogFileEndpoints.Map(routes);
        PreviewEndpoints.Map(routes);

        return routes;
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> DownloadPayloadAsync(
        Id<Project> projectId, Id<WebhookDelivery> deliveryId, IDeliveryLog log, CancellationToken cancellationToken)
    {
        var payload = await log.GetPayloadAsync(projectId, deliveryId, cancellationToken);

        return payload is null
            ? TypedResults.NotFound()
            : TypedResults.File(payload, "application/json", $"webhook-{deliveryId}.json");
    }
}
