using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Exports;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Features.Exports;

/// <summary>Chooses what goes into an export, and says how many tasks that is.</summary>
public sealed partial class NewExportDialog : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private ExportScope _scope = new();
    private int? _count;
    private string? _refusal;

    [Inject]
    public required IExports Exports { get; init; }

    [Parameter, EditorRequired]
    public required Id<Project> Project { get; set; }

    [Parameter, EditorRequired]
    public required ExportChoices Choices { get; set; }

    /// <summary>Gets or sets what is chosen at first.</summary>
    [Parameter, EditorRequired]
    public required ExportScope Scope { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    private bool IsTable => _scope.Format is ExportFormat.Csv;

    private string Count => _count switch
    {
        null => "Counting",
        0 => "No task matches now; the file would be empty.",
        { } count => $"{ExportWords.Tasks(count)} now.",
    };

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override Task OnInitializedAsync()
    {
        // What is gone since an export that is repeated cannot be chosen any more.
        _scope = Scope with
        {
            Stages = [.. Scope.Stages.Where(id => Choices.Stages.Any(stage => stage.Id == id))],
            Batches = [.. Scope.Batches.Where(id => Choices.Batches.Any(batch => batch.Id == id))],
        };

        return CountAsync();
    }

    private static ImmutableArray<string> Toggled(ImmutableArray<string> chosen, string id) =>
        chosen.Contains(id) ? chosen.Remove(id) : chosen.Add(id);

    private void Submit() => Dialog.Close(DialogResult.Ok(_scope));

    private void Format(ChangeEventArgs args) => _scope = _scope with { Format = Enum.Parse<ExportFormat>((string)args.Value!) };

    private Task EveryStageAsync() => ChangeAsync(_scope with { Stages = _scope.Stages.IsEmpty ? [.. Choices.Complete] : [] });

    private Task StageAsync(string id) => ChangeAsync(_scope with { Stages = Toggled(_scope.Stages, id) });

    private Task BatchAsync(string id) => ChangeAsync(_scope with { Batches = Toggled(_scope.Batches, id) });

    private Task ChangeAsync(ExportScope scope)
    {
        _scope = scope;

        return CountAsync();
    }

    private async Task CountAsync()
    {
        try
        {
            _count = await Exports.CountAsync(Project, _scope, _leaving.Token);
            _refusal = null;
        }
        catch (DomainRuleException refusal)
        {
            _refusal = refusal.Message;
        }
    }
}
