using WebhookStudio.Features.Access;
using WebhookStudio.Features.Assets;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Deliveries.Settings;
using WebhookStudio.Features.Exports;
using WebhookStudio.Features.Projects;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Tasks.Operations;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Features.Workflows.Versions;

namespace WebhookStudio.Features.Api;

/// <summary>The REST API in the dialect of Ango Hub, version 2.</summary>
internal static class ApiModule
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddSingleton<IStartupFilter, ApiPaths>();
        services.AddSingleton<ProjectLookup>();
        services.AddSingleton<ProjectUpdate>();
        services.AddSingleton<BatchService>();
        services.AddSingleton<AssetAddress>();
        services.AddSingleton<AssetImport>();
        services.AddSingleton<TaskSearch>();
        services.AddSingleton<TaskAnnotation>();
        services.AddSingleton<TaskRequeue>();
        services.AddExports();

        return services;
    }

    /// <summary>Gives failed requests their envelope. Goes before authentication, so that it sees its refusals.</summary>
    public static IApplicationBuilder UseApi(this IApplicationBuilder app) =>
        app.UseWhen(ApiPaths.IsApi, api => api.UseMiddleware<ApiErrors>());

    public static IEndpointRouteBuilder MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(ApiPaths.Root).RequireAuthorization(StudioPolicies.Api).DisableAntiforgery();
        var managers = api.MapGroup("").RequireAuthorization(policy => policy.RequireRole(StudioRoles.Manager));

        ProjectEndpoints.Map(api, managers);
        AssetEndpoints.Map(managers);
        TaskEndpoints.Map(api, managers);
        TaskOperationEndpoints.Map(managers);
        DeliveryEndpoints.Map(managers);
        StageHealthEndpoints.Map(managers);
        VersionEndpoints.Map(managers);
        DeliverySettingsEndpoints.Map(managers);
        ExportEndpoints.Map(managers, routes);
        ExportEndpoints.MapKept(routes);
        api.Map("/{**path}", (HttpContext context) => ApiJson.Failure(
            StatusCodes.Status404NotFound, $"There is no {context.Request.Method} {context.Request.Path}."));

        return routes;
    }
}
