using WebhookStudio.Features.Tasks.Importing;

namespace WebhookStudio.Features.Tasks;

/// <summary>Registers the lists of tasks and the import of pictures.</summary>
internal static class TaskListModule
{
    public static IServiceCollection AddTaskList(this IServiceCollection services) => services
        .AddSingleton<TaskRows>()
        .AddSingleton<ITaskList, TaskList>()
        .AddSingleton<ITaskImport, TaskImport>()
        .AddImporting()
        .AddScoped<TaskActions>();
}
