using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using WebhookStudio.Features.Workflows.Drafts;

namespace WebhookStudio.Features.Workflows.Versions;

/// <summary>The versions of the workflow beside the canvas, and the drafts that a person has put aside.</summary>
public sealed partial class VersionsPanel : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private ElementReference _heading;
    private IReadOnlyList<VersionLine>? _versions;
    private IReadOnlyList<KeptDraft> _kept = [];
    private int? _shown;

    [Inject]
    public required IWorkflowVersions Versions { get; init; }

    [Inject]
    public required IWorkflowDrafts Drafts { get; init; }

    /// <summary>Gets or sets whose drafts are listed, and the project.</summary>
    [Parameter, EditorRequired]
    public required DraftKey Key { get; set; }

    /// <summary>Gets or sets a number that grows with every change; the lists are read again then.</summary>
    [Parameter]
    public int Tick { get; set; }

    [Parameter]
    public EventCallback<int> OnView { get; set; }

    [Parameter]
    public EventCallback<int> OnRestore { get; set; }

    [Parameter]
    public EventCallback<KeptDraft> OnKept { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != Tick)
        {
            _shown = Tick;
            await LoadAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _heading.FocusAsync(preventScroll: true);
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            _kept = await Drafts.ListKeptAsync(Key, _leaving.Token);
            _versions = await Versions.ListAsync(Key.Project, _leaving.Token);
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The panel was closed meanwhile.
        }
    }

    private async Task RemoveAsync(KeptDraft draft)
    {
        await Drafts.RemoveKeptAsync(Key, draft.Id, _leaving.Token);
        await LoadAsync();
    }

    private Task OnKeyAsync(KeyboardEventArgs args) => args.Key == "Escape" ? OnClose.InvokeAsync() : Task.CompletedTask;
}
