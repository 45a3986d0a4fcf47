using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Features.Tasks.Importing;

/// <summary>Takes pictures and makes a task of each. A picture that is refused does not keep the others out.</summary>
public sealed partial class ImportPictures : ComponentBase, IDisposable
{
    /// <summary>How many files one import takes.</summary>
    private const int MaxFiles = 1000;

    private readonly CancellationTokenSource _leaving = new();
    private readonly List<string> _errors = [];
    private IReadOnlyList<IBrowserFile> _files = [];
    private string _batch = "";
    private int _priority;
    private string? _refusal;
    private string? _current;
    private int _share;
    private int _imported;
    private bool _started;
    private bool _done;

    [Inject]
    public required ITaskImport Import { get; init; }

    [Parameter, EditorRequired]
    public required Id<Project> Project { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<RailBatch> Batches { get; set; }

    /// <summary>Gets or sets the email address of who imports.</summary>
    [Parameter, EditorRequired]
    public required string By { get; set; }

    /// <summary>Gets or sets what is told when the import begins and ends.</summary>
    [Parameter]
    public EventCallback<bool> BusyChanged { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    private int Handled => _imported + _errors.Count;

    private string Summary => _imported == _files.Count
        ? $"{TaskWords.Tasks(_imported)} imported."
        : $"{_imported} of {ImportWords.Pictures(_files.Count)} imported, {_errors.Count} not.";

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
            TaskPriority.Checked(_priority);

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
        await BusyChanged.InvokeAsync(true);

        foreach (var file in _files.TakeWhile(_ => !_leaving.IsCancellationRequested))
        {
            await ImportAsync(file, batch);
            StateHasChanged();
        }

        _done = true;
        await BusyChanged.InvokeAsync(false);
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
            (_current, _share) = (file.Name, 0);
            await using var content = new CountedStream(
                file.OpenReadStream(ITaskImport.MaxBytes, _leaving.Token), file.Size, ShowShare);
            await Import.ImportAsync(
                Project, new(file.Name, content, batch, By) { Priority = _priority }, _leaving.Token);
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

    private void ShowShare(int share)
    {
        // A screen shows no more than a few steps of a file.
        if (share >= _share + 10)
        {
            _share = share;
            StateHasChanged();
        }
    }

    private async Task CancelAsync()
    {
        await _leaving.CancelAsync();

        if (!_started)
        {
            await OnClose.InvokeAsync();
        }
    }
}
