using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Features.Projects;

/// <summary>All projects; those with failed webhooks first.</summary>
public sealed partial class ProjectListPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly Dictionary<Id<Project>, int[]> _delivered = [];
    private IReadOnlyList<ProjectCard>? _projects;
    private string _email = "";
    private bool _canCreate;

    [Inject]
    public required IProjectService Projects { get; init; }

    [Inject]
    public required IDeliveryTallies Tallies { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    private string StateSentence
    {
        get
        {
            if (_projects is null)
            {
                return "Loading";
            }

            var held = _projects.Sum(project => project.Held);
            var projects = _projects.Count switch
            {
                0 => "No projects yet",
                1 => "1 project",
                var count => $"{count} projects",
            };

            return held switch
            {
                0 when _projects.Count == 0 => projects,
                0 => $"{projects}, no held tasks",
                1 => $"{projects}, 1 task held",
                _ => $"{projects}, {held} tasks held",
            };
        }
    }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var user = (await Authentication).User;
        _email = user.Identity?.Name ?? "";
        _canCreate = user.IsInRole(StudioRoles.Manager);
        _projects = await Projects.ListAsync(_leaving.Token);
        await CountAsync();
    }

    /// <summary>Counts what was delivered within the last day, hour by hour.</summary>
    private async Task CountAsync()
    {
        var (from, to) = LogRange.Day.At(Clock.GetUtcNow());

        foreach (var project in _projects ?? [])
        {
            var sums = await Tallies.SumAsync(project.Id, from, to, TimeSpan.FromHours(1), _leaving.Token);
            var hours = new int[(int)((to.UtcTicks - 1) / TimeSpan.TicksPerHour - from.UtcTicks / TimeSpan.TicksPerHour) + 1];

            foreach (var sum in sums)
            {
                hours[sum.Bar] = sum.Delivered;
            }

            _delivered[project.Id] = hours;
        }
    }

    private static string Url(ProjectCard project) => $"/projects/{project.Id}";

    private static string StripCss(ProjectStage stage) => stage switch
    {
        { Failing: > 0 } => "strip-stage strip-stage--held",
        { NeedsSetup: true } => "strip-stage strip-stage--setup",
        _ => "strip-stage",
    };

    private static string StripWords(ProjectStage stage) => stage switch
    {
        { Held: > 0 } => $"{stage.Name}: {stage.Tasks} tasks, {stage.Held} held",
        { Failing: > 0 } => $"{stage.Name}: {stage.Tasks} tasks, {stage.Failing} retrying",
        { NeedsSetup: true } => $"{stage.Name}: needs setup",
        { Tasks: 1 } => $"{stage.Name}: 1 task",
        _ => $"{stage.Name}: {stage.Tasks} tasks",
    };

    /// <summary>Managers begin with how the project does; the others have no such page.</summary>
    private string Home(ProjectCard project) => $"{Url(project)}/{(_canCreate ? "overview" : "workflow")}";

    private void Open(ProjectCard project) => Navigation.NavigateTo(Home(project));

    private async Task CreateAsync()
    {
        var parameters = new DialogParameters<NewProjectDialog> { { dialog => dialog.Owner, _email } };
        var options = new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true };
        var dialog = await Dialogs.ShowAsync<NewProjectDialog>(null, parameters, options);
        var result = await dialog.Result;

        if (result is { Canceled: false, Data: string id })
        {
            Navigation.NavigateTo($"/projects/{id}/workflow");
        }
    }
}
