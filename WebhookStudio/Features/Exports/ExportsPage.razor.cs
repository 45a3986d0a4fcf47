using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using WebhookStudio.Components.Shared;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Exports;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Exports;

/// <summary>The exports of a project: ask for one, see how far it is, fetch its file.</summary>
public sealed partial class ExportsPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private IReadOnlyList<Export>? _exports;
    private ExportChoices _choices = ExportChoices.None;
    private IDisposable? _subscription;
    private string _email = "";

    [Parameter]
    public string ProjectId { get; set; } = "";

    [Inject]
    public required IExports Exports { get; init; }

    [Inject]
    public required IProjectFeed Feed { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    private Id<Project> Project => new(ProjectId);

    private string Sentence => _exports switch
    {
        null => "Loading",
        _ when _exports.Count(export => export.IsActive) is > 0 and var active =>
            active == 1 ? "1 export is being written" : $"{active} exports are being written, one after the other",
        { Count: 0 } => "Files with tasks and their labels",
        _ => $"{_exports.Count(export => export.Status is ExportStatus.Ready)} ready to download",
    };

    public void Dispose()
    {
        _subscription?.Dispose();
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _email = (await Authentication).User.FindFirstValue(ClaimTypes.Email) ?? "";

        if (!Id<Project>.TryParse(ProjectId, provider: null, out var project)
            || await Exports.GetChoicesAsync(project, _leaving.Token) is not { } choices)
        {
            Navigation.NotFound();

            return;
        }

        _choices = choices;
        _subscription = Feed.Subscribe(project, () => InvokeAsync(LoadAsync));
        await LoadAsync();
    }

    private string FileUrl(Export export) => $"/projects/{ProjectId}/exports/{export.Id}/file";

    private async Task LoadAsync()
    {
        if (_leaving.IsCancellationRequested)
        {
            return;
        }

        _exports = await Exports.ListAsync(Project, _leaving.Token);
        StateHasChanged();
    }

    private async Task AskAsync(ExportScope? scope = null)
    {
        if (scope is { List: not null })
        {
            // Which tasks were chosen is settled: there is nothing to ask.
            await StartAsync(scope);

            return;
        }

        _choices = await Exports.GetChoicesAsync(Project, _leaving.Token) ?? _choices;
        var parameters = new DialogParameters<NewExportDialog>
        {
            { dialog => dialog.Project, Project },
            { dialog => dialog.Choices, _choices },
            { dialog => dialog.Scope, scope ?? new ExportScope { Stages = [.. _choices.Complete] } },
        };
        var options = new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true };
        var dialog = await Dialogs.ShowAsync<NewExportDialog>(null, parameters, options);

        if (await dialog.Result is { Canceled: false, Data: ExportScope chosen })
        {
            await StartAsync(chosen);
        }
    }

    private async Task StartAsync(ExportScope scope)
    {
        try
        {
            await Exports.StartAsync(Project, scope, _email, _leaving.Token);
            await LoadAsync();
        }
        catch (DomainRuleException refusal)
        {
            Snackbar.Add(refusal.Message, Severity.Error);
        }
    }

    private async Task CancelAsync(Export export)
    {
        await Exports.CancelAsync(Project, export.Id, _leaving.Token);
        await LoadAsync();
    }

    private async Task DeleteAsync(Export export)
    {
        var text = $"The file of {ExportWords.Scope(export.Scope, _choices)} cannot be downloaded any more. The tasks stay.";

        if (await Dialogs.ConfirmAsync("Delete the export?", text, "Delete export", danger: true))
        {
            await Exports.DeleteAsync(Project, export.Id, _leaving.Token);
            await LoadAsync();
            Snackbar.Done("The export is deleted");
        }
    }
}
