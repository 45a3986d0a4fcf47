using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Features.Tasks;

/// <summary>Takes pictures and makes a task of each. A picture that is refused does not keep the others out.</summary>
public sealed partial class ImportDialog : ComponentBase, IDisposable
{
    /// <summary>How many files one import takes.</summary>
    private const int MaxFiles = 1000;

    private readonly CancellationTokenSource _leaving = new();
    private readonly List<string> _errors = [];
    private IReadOnlyList<IBrowserFile> _files = [];
    private string _batch = "";
    private string? _refusal;
    private int _imported;
    private bool _started;
    private bool _done;

    [Inject]
    public required ITaskImport Import { get; init; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [Parameter, EditorRequired]
    public required Id<Project> Project { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<RailBatch> Batches { get; set; }

    /// <summary>Gets or sets the email address of who imports.</summary>
    [Parameter, EditorRequired]
    public required string By { get; set; }

    private int Handled => _imported + _errors.Count;

    private string Summary => _imported == _files.Count
        ? $"{TaskWords.Tasks(_imported)} imported."
        : $"{_imported} of {Pictures(_files.Count)} imported, {_errors.Count} not.";

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private void Choose(InputFileChangeEventArgs args)
    {
        _refusal = args.FileCount > MaxFiles ? $"Choose at most {MaxFiles} pictures at once; there were {args.FileCount}." : null;
        _files = _refusal is null ? args.GetMultipleFiles(MaxFiles) : [];
    }

    private async Task ImportAsync()
    {
        Id<Batch>? batch = null;

        try
        {
            if (!string.IsNullOrWhiteSpace(_batch))
            {
                batch = await Import.BatchAsync(Project, _batch, _leaving.Token);
            }
        }
        catch (DomainRuleException refusal)
        {
            _refusal = refusal.Message;
            return;
        }

        _started = true;

        foreach (var file in _files.TakeWhile(_ => !_leaving.IsCancellationRequested))
        {
            await ImportAsync(file, batch);
            StateHasChanged();
        }

        _done = true;
    }

    private async Task ImportAsync(IBrowserFile file, Id<Batch>? batch)
    {
        if (file.Size > ITaskImport.MaxBytes)
        {
            _errors.Add($"{file.Name} is larger than 20 MB.");
            return;
        }

        try
        {
            await using var content = file.OpenReadStream(ITaskImport.MaxBytes, _leaving.Token);
            await Import.ImportAsync(Project, new(file.Name, content, batch, By), _leaving.Token);
            _imported++;
        }
        catch (DomainRuleException refusal)
        {
            _errors.Add(refusal.Message);
        }
        catch (Exception unread) when (unread is IOException or JSException)
        {
            _errors.Add($"{file.Name} could not be read to its end.");
        }
        catch (OperationCanceledException)
        {
            _errors.Add($"{file.Name} was stopped.");
        }
    }

    private static string Pictures(int count) => count == 1 ? "1 picture" : $"{count} pictures";

    private async Task CancelAsync()
    {
        await _leaving.CancelAsync();

        if (!_started)
        {
            Dialog.Cancel();
        }
    }
}
