using Microsoft.AspNetCore.Components;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>Sends tasks on that wait for it.</summary>
public sealed partial class ForwardButton : ComponentBase
{
    private bool _busy;
    private string _batch = "";

    [Inject]
    public required ITaskFlow Flow { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [Parameter, EditorRequired]
    public required StageFace Face { get; set; }

    [Parameter, EditorRequired]
    public Id<Project> Project { get; set; }

    /// <summary>Gets or sets who is signed in.</summary>
    [Parameter]
    public string Email { get; set; } = "";

    /// <summary>Gets or sets whether it is an entry of the stage's three dots.</summary>
    [Parameter]
    public bool InMenu { get; set; }

    private string Words => _batch.Length > 0 && Face.Facts.Names.Batches.TryGetValue(_batch, out var batch)
        ? $"Forward the tasks of {batch}"
        : $"Forward {StageFace.Number(Face.Count.Here, "task")}";

    private async Task ForwardAsync()
    {
        _busy = true;

        try
        {
            var choice = new ForwardChoice(Email) { Batches = _batch.Length > 0 ? [new(_batch)] : [] };
            var count = await Flow.ForwardAsync(Project, Face.Stage.Id, choice, CancellationToken.None);
            Snackbar.Add($"{StageFace.Number(count, "task")} forwarded", Severity.Success);
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
