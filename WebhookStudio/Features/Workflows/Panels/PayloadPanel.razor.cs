using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Tasks;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>Shows what a Webhook stage would send for a task, and what an export says otherwise.</summary>
public sealed partial class PayloadPanel : ComponentBase, IAsyncDisposable
{
    private const string Script = "./Features/Workflows/Panels/PayloadPanel.razor.js";
    private const int LongestShown = 80;

    private readonly CancellationTokenSource _leaving = new();
    private ElementReference _lines;
    private IJSObjectReference? _module;
    private PayloadPreview? _preview;
    private TaskChoice _choice;
    private Stage? _read;
    private string? _problem;
    private string? _shown;
    private bool _choosing;

    [Inject]
    public required IPayloadPreviews Previews { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [Parameter, EditorRequired]
    public Id<Project> Project { get; set; }

    /// <summary>Gets or sets the stage as edited.</summary>
    [Parameter, EditorRequired]
    public required Stage Stage { get; set; }

    private string Facts => _preview is { } preview
        ? $"{preview.Body.Length.ToString("N0", CultureInfo.InvariantCulture)} bytes, as it would be sent now"
        : "";

    private string ChoiceWord => this switch
    {
        { _choosing: true } => "A task",
        { _choice.IsSample: true } => "Sample task",
        _ => "Newest task",
    };

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        _leaving.Dispose();

        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone.
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        // Only what a person does here changes what is shown: nothing moves under who reads.
        if (_read != Stage)
        {
            _read = Stage;
            await ComposeAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_preview is null || Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(_preview.Body)) is var hash && hash == _shown)
        {
            return;
        }

        _shown = hash;
        _module ??= await Browser.InvokeAsync<IJSObjectReference>("import", Script);
        await _module.InvokeVoidAsync("show", _lines, PreviewEndpoints.Url(Project, Stage, _choice));
    }

    private Task ChooseAsync(TaskRow? task) => task is null ? Task.CompletedTask : ComposeAsync(new(task.Id));

    private Task UseAsync(TaskChoice choice)
    {
        _choosing = false;

        return ComposeAsync(choice);
    }

    private Task ComposeAsync(TaskChoice choice)
    {
        _choice = choice;

        return ComposeAsync();
    }

    private async Task ComposeAsync()
    {
        try
        {
            _preview = await Previews.ComposeAsync(Project, Stage, _choice, _leaving.Token);
            _problem = null;
        }
        catch (DomainRuleException refusal)
        {
            _problem = refusal.Message;
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The tab was closed meanwhile.
        }
    }

    private static int Differing(DocumentDifferences differences) => Rows(differences).Count(row => row.Pair.Differs);

    private static (string Key, DocumentPair Pair, string Words)[] Rows(DocumentDifferences differences) =>
    [
        ("batches", differences.Batches, "has identifiers here, names in the export"),
        ("batchNames", differences.BatchNames, "has the names, and is not in the export"),
        ("stageHistory", differences.StageHistory, "has no labels here: entries with labels"),
    ];

    private static string Shown(string? value) => value switch
    {
        null => "not there",
        { Length: > LongestShown } => value[..LongestShown] + "...",
        _ => value,
    };
}
