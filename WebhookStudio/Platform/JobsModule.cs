using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.InMemory;
using Hangfire.Storage.SQLite;
using Microsoft.Extensions.Options;

namespace WebhookStudio.Platform;

/// <summary>Registers Hangfire, which wakes what the database remembers.</summary>
internal static class JobsModule
{
    public const string DashboardPath = "/hangfire";

    /// <summary>The queue of the jobs that keep the others going.</summary>
    public const string MaintenanceQueue = "maintenance";

    /// <summary>The queue of the jobs that watch what the others do.</summary>
    public const string FollowerQueue = "followers";

    /// <summary>The queue of exports, which are written one after the other.</summary>
    public const string ExportQueue = "exports";

    /// <summary>The queue of what is done to many tasks at once: one after the other, so that none undoes what another does.</summary>
    public const string OperationQueue = "operations";

    /// <summary>The queue of imports, which are done one after the other.</summary>
    public const string ImportQueue = "imports";

    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<JobOptions>, JobOptionsValidator>();
        services.AddOptions<JobOptions>().BindConfiguration(JobOptions.SectionName).ValidateOnStart();

        // Hangfire's defaults are static: two hosts in one process would run each other's jobs.
        services.AddSingleton(OpenStorage);
        services.AddSingleton<JobActivator>(
            provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddHangfire((provider, hangfire) => hangfire
            .UseLogProvider(new JobLogs(provider.GetRequiredService<ILoggerFactory>()))
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings());
        services.AddHangfireServer((provider, server) =>
        {
            server.WorkerCount = provider.GetRequiredService<IOptions<JobOptions>>().Value.Workers;
            server.ServerName = "webhook-studio";
            server.ShutdownTimeout = TimeSpan.FromSeconds(20);
        });

        // Lanes may take every worker; what repairs lost wake-ups must run all the same.
        services.AddHangfireServer(server =>
        {
            server.WorkerCount = 1;
            server.Queues = [MaintenanceQueue];
            server.ServerName = "webhook-studio-maintenance";
        });

        // Who waits for the lanes must not take their workers.
        services.AddHangfireServer(server =>
        {
            server.WorkerCount = 2;
            server.Queues = [FollowerQueue];
            server.ServerName = "webhook-studio-followers";
        });

        // Each of these can take minutes, and comes one after the other; nobody else waits for it.
        foreach (var queue in (string[])[ExportQueue, OperationQueue, ImportQueue])
        {
            services.AddHangfireServer(server =>
            {
                server.WorkerCount = 1;
                server.Queues = [queue];
                server.ServerName = $"webhook-studio-{queue}";
            });
        }

        return services;
    }

    /// <summary>Opens the file with the jobs, or none. The folder is taken first: all that is in it belongs to one process.</summary>
    private static JobStorage OpenStorage(IServiceProvider provider)
    {
        var storage = provider.GetRequiredService<IOptions<JobOptions>>().Value.Storage;
        var folder = provider.GetRequiredService<DataFolder>();
        folder.Own();

        return storage.Equals(JobOptions.InMemory, StringComparison.OrdinalIgnoreCase)
            ? new InMemoryStorage(new() { MaxExpirationTime = TimeSpan.FromHours(1) })
            : new SQLiteStorage(Path.Combine(folder.Path, "jobs.db"), new());
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
