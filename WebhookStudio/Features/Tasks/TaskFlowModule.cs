namespace WebhookStudio.Features.Tasks;

/// <summary>Registers how tasks move.</summary>
internal static class TaskFlowModule
{
    public static IServiceCollection AddTaskFlow(this IServiceCollection services)
    {
        services.AddSingleton<TaskMover>().AddSingleton<TaskSubmission>().AddSingleton<TaskNews>();
        services.AddSingleton<TaskFlow>();
        services.AddSingleton<ITaskFlow>(provider => provider.GetRequiredService<TaskFlow>());
        services.AddSingleton<ILabelSubmission>(provider => provider.GetRequiredService<TaskFlow>());

        services.AddSingleton<ITaskIntake>(provider => provider.GetRequiredService<TaskFlow>());

        return services;
    }
}
