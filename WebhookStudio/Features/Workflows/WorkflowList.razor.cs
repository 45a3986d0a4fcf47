using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Features.Workflows;

/// <summary>The workflow as a table of stages, in which it can be built and changed without a mouse.</summary>
public sealed partial class WorkflowList : ComponentBase
{
    private (StageId Stage, RowPlace Place)? _focus;
    private StageId? _selected;

    [Parameter, EditorRequired]
    public required CanvasModel Model { get; set; }

    [Parameter, EditorRequired]
    public required Func<Stage, StageFace> Face { get; set; }

    [Parameter, EditorRequired]
    public required string ProjectUrl { get; set; }

    /// <summary>Gets or sets what does an edit, as on the canvas.</summary>
    [Parameter, EditorRequired]
    public required Func<string, Action, Task<bool>> Edit { get; set; }

    /// <summary>Gets or sets the stage whose settings are open. When they are closed, the focus comes back to its row.</summary>
    [Parameter]
    public StageId? Selected { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    [Parameter]
    public EventCallback<StageId> OnOpen { get; set; }

    [Parameter]
    public EventCallback<StageId> OnDelete { get; set; }

    protected override void OnParametersSet()
    {
        if (Selected is null && _selected is { } closed && Model.Draft.Find(closed) is not null)
        {
            _focus = (closed, RowPlace.Settings);
        }

        _selected = Selected;
    }

    private Task AddAsync(StageKind kind) =>
        CreateAsync($"{kind} added", () => Model.Add(kind, StageLayout.Free(Model.Draft, null)));

    private Task InsertAsync(StageKind kind, Stage after) =>
        CreateAsync($"{kind} added after {after.Name}", () => Model.Insert(kind, after.Id, after.MainOutput));

    private Task DuplicateAsync(Stage stage) => CreateAsync($"{stage.Name} duplicated", () => Model.Duplicate(stage.Id));

    /// <summary>Makes a stage, and puts the focus where its name can be typed.</summary>
    private async Task CreateAsync(string said, Func<Stage> create)
    {
        Stage? created = null;

        if (await Edit(said, () => created = create()) && created is not null)
        {
            _focus = (created.Id, RowPlace.Name);
        }
    }

    private async Task DeleteAsync(Stage stage)
    {
        var before = StageLayout.InOrder(Model.Draft).TakeWhile(other => other.Id != stage.Id).LastOrDefault();
        await OnDelete.InvokeAsync(stage.Id);

        if (before is not null && Model.Draft.Find(stage.Id) is null)
        {
            _focus = (before.Id, RowPlace.Settings);
        }
    }
}
