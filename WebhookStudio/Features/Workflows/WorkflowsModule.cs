namespace WebhookStudio.Features.Workflows;

/// <summary>The workflow editor and the counters of the stages.</summary>
internal static class WorkflowsModule
{
    public static IServiceCollection AddWorkflows(this IServiceCollection services) => services
        .AddSingleton<IWorkflowService, WorkflowService>()
        .AddSingleton<StageSealing>()
        .AddScoped<StageRerun>()
        .AddSingleton<IStageCounters, StageCounters>()
        .AddSingleton<IStageHealthReader, StageHealthReader>()
        .AddSingleton<IRecentLog, RecentLog>()
        .AddSingleton<IPlannedRetries, PlannedRetries>()
        .AddSingleton<IWorkflowObserver, WakeLanesOnSave>();
}
