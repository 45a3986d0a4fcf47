namespace WebhookStudio.Features.Tasks;

/// <summary>Registers how tasks move.</summary>
internal static class TaskFlowModule
{
    public static IServiceCollection AddTaskFlow(this IServiceCollection services)
    {
        services.AddSingleton<TaskMover>();
        services.AddSingleton<ITaskFlow, TaskFlow>();

        return services;
    }
}
