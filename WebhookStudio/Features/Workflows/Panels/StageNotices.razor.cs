using Microsoft.AspNetCore.Components;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Workflows.Canvas;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>Says in the settings of a Webhook stage that its receiver is unreachable, or that deliveries wait behind a held one.</summary>
public sealed partial class StageNotices : ComponentBase, IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private ITimer? _countdown;
    private bool _busy;

    [Inject]
    public required ICircuits Circuits { get; init; }

    [Inject]
    public required BrowserTime Time { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [Parameter, EditorRequired]
    public required StageFace Face { get; set; }

    [Parameter, EditorRequired]
    public Id<Project> Project { get; set; }

    [Parameter, EditorRequired]
    public required string ProjectUrl { get; set; }

    [Parameter]
    public bool CanEdit { get; set; }

    public void Dispose() => _countdown?.Dispose();

    protected override void OnAfterRender(bool firstRender)
    {
        // Nothing is published while the seconds to the next probe run down.
        if (Face.Health.Circuit is not null)
        {
            _countdown ??= Clock.CreateTimer(_ => InvokeAsync(StateHasChanged), null, Second, Second);
        }
        else
        {
            _countdown?.Dispose();
            _countdown = null;
        }
    }

    private async Task TryNowAsync()
    {
        _busy = true;

        try
        {
            var wasOpen = await Circuits.TryNowAsync(Project, Face.Stage.Id, CancellationToken.None);
            Snackbar.Add(
                wasOpen ? $"{Face.Stage.Name} tries its receiver now" : "The receiver is back already", Severity.Info);
        }
        finally
        {
            _busy = false;
        }
    }
}
