using WebhookStudio.Features.Workflows.Drafts;
using WebhookStudio.Features.Workflows.Json;
using WebhookStudio.Features.Workflows.Versions;

namespace WebhookStudio.Features.Workflows;

/// <summary>The workflow editor and the counters of the stages.</summary>
internal static class WorkflowsModule
{
    public static IServiceCollection AddWorkflows(this IServiceCollection services) => services
        .AddSingleton<IWorkflowService, WorkflowService>()
        .AddSingleton<StageMoves>()
        .AddSingleton<DraftTools>()
        .AddSingleton<EditorDesks>()
        .AddSingleton<IWorkflowVersions, WorkflowVersions>()
        .AddSingleton<IWorkflowDrafts, WorkflowDrafts>()
        .AddSingleton<IEditorSeats>(provider => new EditorSeats(
            provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping))
        .AddSingleton<StageSealing>()
        .AddScoped<StageRerun>()
        .AddSingleton(provider => new StagesImport(provider.GetRequiredService<StageSealing>()))
        .AddSingleton<IStageCounters, StageCounters>()
        .AddSingleton<IStageHealthReader, StageHealthReader>()
        .AddSingleton<IRecentLog, RecentLog>()
        .AddSingleton<IPlannedRetries, PlannedRetries>()
        .AddSingleton<IWorkflowObserver, WakeLanesOnSave>();
}
