using Microsoft.AspNetCore.Components;
using WebhookStudio.Components.Layout;

namespace WebhookStudio.Features.Projects;

/// <summary>The first page: the projects of this instance.</summary>
public sealed partial class ProjectListPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private IReadOnlyList<ShellProject>? _projects;

    [Inject]
    public required IShellData Shell { get; init; }

    private string StateSentence => _projects?.Count switch
    {
        null => "Loading",
        0 => "No projects yet",
        1 => "1 project",
        { } count => $"{count} projects",
    };

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnInitializedAsync() => _projects = await Shell.ListProjectsAsync(_leaving.Token);
}
