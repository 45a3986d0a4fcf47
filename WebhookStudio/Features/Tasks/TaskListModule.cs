using WebhookStudio.Features.Tasks.Details;
using WebhookStudio.Features.Tasks.Importing;
using WebhookStudio.Features.Tasks.Operations;

namespace WebhookStudio.Features.Tasks;

/// <summary>Registers the lists of tasks and the import of pictures.</summary>
internal static class TaskListModule
{
    public static IServiceCollection AddTaskList(this IServiceCollection services) => services
        .AddSingleton<TaskRows>()
        .AddSingleton<ITaskList, TaskList>()
        .AddSingleton<ITaskImport, TaskImport>()
        .AddSingleton<ITaskFacts, TaskFactsReader>()
        .AddTaskOperations()
        .AddImporting()
        .AddScoped<TaskActions>();
}
