using Microsoft.AspNetCore.Components;
using MudBlazor;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Features.Workflows.Drafts;

/// <summary>Asks where the tasks of stages go that an edited workflow leaves behind. The result is a dictionary from stage to
/// stage, without those whose tasks stay.</summary>
public sealed partial class MoveTasksDialog : ComponentBase
{
    private readonly Dictionary<StageId, string> _targets = [];

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [Parameter, EditorRequired]
    public required IReadOnlyList<LeftStage> Left { get; set; }

    /// <summary>Gets or sets the workflow that is to become live.</summary>
    [Parameter, EditorRequired]
    public required Workflow Edited { get; set; }

    private IReadOnlyList<Stage> Targets =>
        [.. Edited.Stages.Where(stage => stage.Settings is not (LogicStageSettings or WebhookStageSettings { Enabled: false }))];

    private int Moved => Left.Where(entry => _targets[entry.Stage.Id].Length > 0).Sum(entry => entry.Tasks);

    private string ConfirmText => Moved == 0 ? "Save" : $"Move {StageFace.Number(Moved, "task")} and save";

    protected override void OnInitialized()
    {
        foreach (var entry in Left)
        {
            _targets[entry.Stage.Id] = entry.IsRemoved ? Suggest(entry.Stage).Value : "";
        }
    }

    private static string Sentence(LeftStage entry) => entry.IsRemoved
        ? $"{Tasks(entry)} in {entry.Stage.Name}, which is deleted."
        : $"{Tasks(entry)} in {entry.Stage.Name}, to which no connector leads any more.";

    private static string Tasks(LeftStage entry) =>
        $"{StageFace.Number(entry.Tasks, "task")} {(entry.Tasks == 1 ? "is" : "are")}";

    private string Consequence(LeftStage entry)
    {
        var owed = entry.Stage.Kind is StageKind.Webhook && _targets[entry.Stage.Id].Length > 0
            ? "Webhooks that the stage still owes are cancelled. "
            : "";

        return Targets.FirstOrDefault(stage => stage.Id.Value == _targets[entry.Stage.Id]) switch
        {
            null => "They go on from there by its output.",
            { Kind: StageKind.Webhook, Name: var name } => $"{owed}{name} sends a new webhook for each.",
            _ => $"{owed}No webhook is sent for the move.",
        };
    }

    /// <summary>The next stage behind it that is still there; a Label stage otherwise.</summary>
    private StageId Suggest(Stage removed)
    {
        var behind = removed.Followers().FirstOrDefault(id => Targets.Any(stage => stage.Id == id));

        return Targets.Any(stage => stage.Id == behind)
            ? behind
            : (Targets.FirstOrDefault(stage => stage.Kind is StageKind.Label) ?? Targets[0]).Id;
    }

    private void Choose(LeftStage entry, ChangeEventArgs args) => _targets[entry.Stage.Id] = args.Value?.ToString() ?? "";

    private void Confirm() => Dialog.Close(DialogResult.Ok(_targets.Where(target => target.Value.Length > 0)
        .ToDictionary(target => target.Key, target => new StageId(target.Value))));
}
