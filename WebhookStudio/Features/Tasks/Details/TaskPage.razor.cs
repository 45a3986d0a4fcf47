using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Tasks.Operations;

namespace WebhookStudio.Features.Tasks.Details;

/// <summary>A task on a page of its own, with the way to the ones beside it in the list it was opened from.</summary>
public sealed partial class TaskPage : TaskAddressPage, IAsyncDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly TaskListKeys _keys = new(() => Task.CompletedTask);
    private TaskListPlace _place = new(default(Id<Project>));
    private IReadOnlyList<TaskPerson> _people = [];
    private ElementReference _root;
    private Id<LabelTask>? _task;
    private Id<LabelTask>? _previous;
    private Id<LabelTask>? _next;
    private bool _isManager;

    [Inject]
    public required ITaskList Tasks { get; init; }

    [Inject]
    public required ITaskOperations Operations { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Parameter]
    public required string ProjectId { get; set; }

    [Parameter]
    public required string TaskId { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _keys.DisposeAsync();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var user = (await Authentication).User;
        _isManager = user.IsInRole(StudioRoles.Manager);

        if (!Id<Project>.TryParse(ProjectId, null, out var project) || !Id<LabelTask>.TryParse(TaskId, null, out var task))
        {
            Navigation.NotFound();
            return;
        }

        _place = ReadPlace(project, user.Identity?.Name ?? "");

        if (_task == task)
        {
            return;
        }

        _task = task;
        _people = await Operations.PeopleAsync(_leaving.Token);
        (_previous, _next) = await BesideAsync(task);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _keys.StartAsync(Script, _root, _leaving.Token);
        }
    }

    private async Task<(Id<LabelTask>? Previous, Id<LabelTask>? Next)> BesideAsync(Id<LabelTask> task)
    {
        try
        {
            return await Tasks.NeighboursAsync(_place.Query, task, _leaving.Token);
        }
        catch (DomainRuleException)
        {
            // The list cannot be applied; the task can be shown all the same.
            return (null, null);
        }
    }

    private string? Url(Id<LabelTask>? task) => task is { } id ? _place.PageOf(id) : null;
}
