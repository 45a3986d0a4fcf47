using Hangfire;
using Hangfire.InMemory;

namespace WebhookStudio.Platform;

/// <summary>Registers Hangfire, which wakes what the database remembers.</summary>
internal static class JobsModule
{
    public const string DashboardPath = "/hangfire";

    public static IServiceCollection AddJobs(this IServiceCollection services, int workers)
    {
        services.AddHangfire((provider, hangfire) => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UseInMemoryStorage(new InMemoryStorageOptions()));
        services.AddHangfireServer(server =>
        {
            server.WorkerCount = workers;
            server.ServerName = "webhook-studio";
            server.ShutdownTimeout = TimeSpan.FromSeconds(20);
        });

        return services;
    }

    /// <summary>Shows the jobs to managers. The dashboard's own filter is off: the endpoint's policy decides.</summary>
    public static void MapJobs(this IEndpointRouteBuilder routes, string policy) =>
        routes.MapHangfireDashboard(DashboardPath, new DashboardOptions
        {
            Authorization = [],
            DashboardTitle = "WebhookStudio jobs",
            AppPath = "/",
            DisplayStorageConnectionString = false,
        }).RequireAuthorization(policy);
}
