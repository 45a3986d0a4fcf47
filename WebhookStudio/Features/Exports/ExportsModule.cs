using WebhookStudio.Platform;

namespace WebhookStudio.Features.Exports;

/// <summary>Registers exports.</summary>
internal static class ExportsModule
{
    public static IServiceCollection AddExports(this IServiceCollection services)
    {
        services.AddSingleton<ExportFiles>();
        services.AddSingleton<ExportSource>();
        services.AddSingleton<ExportService>();
        services.AddSingleton<KeptExportFiles>();
        services.AddSingleton<IExportJobs, HangfireExportJobs>();
        services.AddSingleton<IExports, Exports>();
        services.AddSingleton<ExportRunner>();
        services.AddSingleton<IActivitySource, ExportActivities>();
        services.AddHostedService<ExportStart>();
        services.AddHostedService<ExportPruning>();

        return services;
    }
}
