using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks.Importing;

/// <summary>Registers the import of lists.</summary>
internal static class ImportingModule
{
    public static IServiceCollection AddImporting(this IServiceCollection services) => services
        .AddSingleton<ListChecks>()
        .AddSingleton<ListImportFiles>()
        .AddSingleton<IListImportJobs, HangfireListImportJobs>()
        .AddSingleton<IListImports, ListImports>()
        .AddSingleton<ListImportRunner>()
        .AddSingleton<IActivitySource, ListImportActivities>()
        .AddHostedService<ListImportStart>();
}
