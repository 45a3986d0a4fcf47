using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Features.Labeling;

namespace WebhookStudio.Features.Tasks.Details;

/// <summary>Shows the labels of a task over its picture, read only.</summary>
public sealed partial class TaskLabels : ComponentBase, IAsyncDisposable
{
    private ElementReference _picture;
    private IJSObjectReference? _module;
    private string? _chosen;

    [Inject]
    public required IJSRuntime Script { get; init; }

    [Parameter, EditorRequired]
    public required TaskFacts Facts { get; set; }

    // The picture itself says its size once it is there; until then what was given with the asset is believed.
    private string? ViewBox => Size("width") is { } width && Size("height") is { } height ? $"0 0 {width} {height}" : null;

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone.
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        _module ??= await Script.InvokeAsync<IJSObjectReference>("import", "./Features/Tasks/Details/TaskLabels.razor.js");
        await _module.InvokeVoidAsync("fit", _picture);
    }

    private int? Size(string name) =>
        Facts.Metadata.ValueKind is JsonValueKind.Object && Facts.Metadata.TryGetProperty(name, out var size)
        && size.ValueKind is JsonValueKind.Number && size.TryGetInt32(out var pixels) && pixels > 0 ? pixels : null;

    private LabelTool? ToolOf(Annotation annotation) => Facts.Schema.FindTool(annotation.SchemaId);

    private string TitleOf(Annotation annotation) =>
        ToolOf(annotation) is { } tool ? LabelLook.Title(tool) : "Unknown class";
}
