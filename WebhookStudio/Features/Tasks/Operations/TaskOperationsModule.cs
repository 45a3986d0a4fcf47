using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks.Operations;

/// <summary>Registers what is done to many tasks at once.</summary>
internal static class TaskOperationsModule
{
    public static IServiceCollection AddTaskOperations(this IServiceCollection services) => services
        .AddSingleton<TaskWork>()
        .AddSingleton<TaskWorker>()
        .AddSingleton<TaskOperationRunner>()
        .AddSingleton<ITaskOperationJobs, HangfireTaskOperationJobs>()
        .AddSingleton<TaskOperations>()
        .AddSingleton<ITaskOperations>(provider => provider.GetRequiredService<TaskOperations>())
        .AddSingleton<IActivitySource>(provider => provider.GetRequiredService<TaskOperations>())
        .AddHostedService<TaskOperationStart>();
}
