using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>The rules of a Logic stage, each with the stage it leads to. Every change keeps the connectors of the others.</summary>
public sealed partial class LogicPanel : ComponentBase
{
    [Parameter, EditorRequired]
    public required Stage Stage { get; set; }

    [Parameter, EditorRequired]
    public required LogicStageSettings Settings { get; set; }

    [Parameter, EditorRequired]
    public required StageFace Face { get; set; }

    [Parameter, EditorRequired]
    public required CanvasModel Model { get; set; }

    /// <summary>Gets or sets what does an edit, as on the canvas.</summary>
    [Parameter, EditorRequired]
    public required Func<string, Action, Task<bool>> Edit { get; set; }

    [Parameter]
    public bool CanEdit { get; set; }

    private Task AddAsync() => ChangeAsync(
        () => LogicRules.Add(Stage, RuleWords.New(LogicRuleKind.RandomSample, Face.Facts.Names)), "add a rule to");

    private Task RemoveAsync(int index) =>
        ChangeAsync(() => LogicRules.Remove(Stage, index), $"remove rule {index + 1} of");

    private Task MoveAsync(int from, int to) =>
        ChangeAsync(() => LogicRules.Move(Stage, from, to), $"move rule {from + 1} of");

    private Task TurnAsync(int index, LogicRuleKind kind) => Settings.Rules[index].Kind == kind
        ? Task.CompletedTask
        : ReplaceAsync(index, RuleWords.New(kind, Face.Facts.Names));

    private Task ReplaceAsync(int index, LogicRule rule) =>
        ChangeAsync(() => LogicRules.Replace(Stage, index, rule), $"change rule {index + 1} of");

    private async Task ChangeAsync(Func<Stage> change, string words) => await Edit(
        $"{char.ToUpperInvariant(words[0])}{words[1..]} {Stage.Name}", () => Model.Change(change(), $"{words} {Stage.Name}"));
}
