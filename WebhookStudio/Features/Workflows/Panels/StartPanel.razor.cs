using Microsoft.AspNetCore.Components;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>The settings of the Start stage, and sending waiting tasks on.</summary>
public sealed partial class StartPanel : ComponentBase
{
    private bool _busy;

    [Inject]
    public required ITaskFlow Flow { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [Parameter, EditorRequired]
    public required StartStageSettings Settings { get; set; }

    [Parameter, EditorRequired]
    public required StageFace Face { get; set; }

    [Parameter, EditorRequired]
    public Id<Project> Project { get; set; }

    [Parameter]
    public bool CanEdit { get; set; }

    [Parameter]
    public EventCallback<(StageSettings Settings, string Words)> OnChange { get; set; }

    private Task ChangeAsync(ChangeEventArgs args) =>
        OnChange.InvokeAsync((Settings with { AutoForward = args.Value is true }, "switch the auto forward"));

    private async Task ForwardAsync()
    {
        _busy = true;

        try
        {
            var count = await Flow.ForwardAsync(Project, Face.Stage.Id, [], CancellationToken.None);
            Snackbar.Add($"{StageFace.Number(count, "task")} sent on", Severity.Success);
        }
        catch (DomainRuleException refusal)
        {
            Snackbar.Add(refusal.Message, Severity.Error);
        }
        finally
        {
            _busy = false;
        }
    }
}
