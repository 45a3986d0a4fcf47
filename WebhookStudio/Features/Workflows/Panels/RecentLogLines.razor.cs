using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>The end of a stage's log, as <c>[Date][Status] external_id</c>, live.</summary>
public sealed partial class RecentLogLines : ComponentBase, IDisposable
{
    private const int Lines = 5;

    private readonly CancellationTokenSource _leaving = new();
    private IReadOnlyList<RecentLine>? _lines;
    private (StageId, int)? _read;

    [Inject]
    public required IRecentLog Log { get; init; }

    [Inject]
    public required BrowserTime Time { get; init; }

    [Parameter, EditorRequired]
    public Id<Project> Project { get; set; }

    [Parameter, EditorRequired]
    public StageId StageId { get; set; }

    [Parameter, EditorRequired]
    public required string ProjectUrl { get; set; }

    /// <summary>Gets or sets a number that grows when there may be new lines.</summary>
    [Parameter]
    public int Tick { get; set; }

    private string LogsUrl => $"{ProjectUrl}/logs?stage={StageId}";

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_read == (StageId, Tick))
        {
            return;
        }

        _read = (StageId, Tick);

        try
        {
            _lines = await Log.LastAsync(Project, StageId, Lines, _leaving.Token);
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The drawer was closed meanwhile.
        }
    }
}
