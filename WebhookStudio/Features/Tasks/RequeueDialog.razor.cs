using Microsoft.AspNetCore.Components;
using MudBlazor;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Tasks;

/// <summary>Asks where tasks are to go, and what they lose on the way. The result is a <see cref="RequeueChoice"/>.</summary>
public sealed partial class RequeueDialog : ComponentBase
{
    private string _stage = "";
    private bool _removeAnnotations;
    private bool _removeAssignee;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [Parameter, EditorRequired]
    public required IReadOnlyList<RailStage> Stages { get; set; }

    [Parameter, EditorRequired]
    public required int Count { get; set; }

    /// <summary>Gets or sets the stage that is chosen at first; the Label stage if it is not said.</summary>
    [Parameter]
    public StageId? Proposed { get; set; }

    private RailStage Chosen => Stages.First(stage => stage.Id.Value == _stage);

    private string ConfirmText => $"Move {TaskWords.Tasks(Count)} to {Chosen.Name}";

    private string Consequence => Chosen.Kind switch
    {
        StageKind.Webhook when !Chosen.IsOff => "A new webhook is sent for each task. Webhooks that are still owed elsewhere are cancelled.",
        StageKind.Logic => "The rules of the stage send each task on at once. Webhooks that are still owed are cancelled.",
        StageKind.Hold => "The tasks stay there until somebody forwards them. Webhooks that are still owed are cancelled.",
        StageKind.Review => "The tasks wait there for a reviewer. Webhooks that are still owed are cancelled.",
        _ => "Webhooks that are still owed are cancelled.",
    };

    protected override void OnInitialized() =>
        _stage = (Stages.FirstOrDefault(stage => stage.Id == Proposed)
            ?? Stages.FirstOrDefault(stage => stage.Kind is StageKind.Label) ?? Stages[0]).Id.Value;

    private void Confirm() => Dialog.Close(DialogResult.Ok(new RequeueChoice(
        Chosen, new(RemoveAnnotations: _removeAnnotations, RemoveAssignee: _removeAssignee))));
}

/// <summary>Where tasks go, and what they lose.</summary>
public sealed record RequeueChoice(RailStage Stage, RequeueOptions Options);
