using Hangfire;
using Microsoft.Extensions.Options;

namespace WebhookStudio.Platform;

/// <summary>Registers Hangfire, which wakes what the database remembers.</summary>
internal static class JobsModule
{
    public const string DashboardPath = "/hangfire";

    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<JobOptions>, JobOptionsValidator>();
        services.AddOptions<JobOptions>().BindConfiguration(JobOptions.SectionName).ValidateOnStart();

        services.AddHangfire(hangfire => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UseInMemoryStorage());
        services.AddHangfireServer((provider, server) =>
        {
            server.WorkerCount = provider.GetRequiredService<IOptions<JobOptions>>().Value.Workers;
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
