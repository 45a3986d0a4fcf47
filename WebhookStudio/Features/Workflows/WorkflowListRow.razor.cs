using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Features.Workflows;

/// <summary>A stage in the list.</summary>
public sealed partial class WorkflowListRow : ComponentBase
{
    private ElementReference _name;
    private ElementReference _settings;

    [Parameter, EditorRequired]
    public required StageFace Face { get; set; }

    [Parameter, EditorRequired]
    public required CanvasModel Model { get; set; }

    [Parameter, EditorRequired]
    public required string ProjectUrl { get; set; }

    /// <summary>Gets or sets what does an edit.</summary>
    [Parameter, EditorRequired]
    public required Func<string, Action, Task<bool>> Edit { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>Gets or sets whether the settings of the stage are open.</summary>
    [Parameter]
    public bool IsOpen { get; set; }

    /// <summary>Gets or sets where the focus goes after drawing; <see langword="null"/> to leave it where it is.</summary>
    [Parameter]
    public RowPlace? Focus { get; set; }

    [Parameter]
    public EventCallback OnFocused { get; set; }

    [Parameter]
    public EventCallback OnOpen { get; set; }

    [Parameter]
    public EventCallback<StageKind> OnInsert { get; set; }

    [Parameter]
    public EventCallback OnDuplicate { get; set; }

    [Parameter]
    public EventCallback OnDelete { get; set; }

    private Stage Stage => Face.Stage;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Focus is { } place)
        {
            await OnFocused.InvokeAsync();
            await (place is RowPlace.Name && !ReadOnly ? _name : _settings).FocusAsync();
        }
    }

    private async Task RenameAsync(string? name) =>
        await Edit($"Renamed to {name}", () => Model.Rename(Stage.Id, name ?? ""));
}
