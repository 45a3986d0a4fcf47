using WebhookStudio.Components.Layout;

namespace WebhookStudio.Features.Projects;

/// <summary>Projects and their list.</summary>
internal static class ProjectsModule
{
    public static IServiceCollection AddProjects(this IServiceCollection services) =>
        services.AddSingleton<IProjectService, ProjectService>().AddSingleton<IShellData, ShellData>()
            .AddSingleton<ICommandSearch, CommandSearch>().AddSingleton<IProjectVisitors, ProjectVisitors>();
}
