using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;

namespace WebhookStudio.Features.Tasks;

/// <summary>Search and filters of the tasks page. Every choice is a new address.</summary>
public sealed partial class TaskToolbar : ComponentBase
{
    [Parameter, EditorRequired]
    public required TaskListPlace Place { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<RailBatch> Batches { get; set; }

    [Parameter]
    public EventCallback<TaskListPlace> OnChange { get; set; }

    private Task SearchAsync(string? text) => OnChange.InvokeAsync(Place with { Search = text, Page = 1 });

    private Task ChooseState(ChangeEventArgs args) => OnChange.InvokeAsync(Place with
    {
        View = Enum.TryParse<TaskState>(args.Value?.ToString(), out var state) ? state : null,
        Page = 1,
    });

    private Task ChooseBatch(ChangeEventArgs args) => OnChange.InvokeAsync(Place with
    {
        Batch = Id<Batch>.TryParse(args.Value?.ToString(), null, out var batch) ? batch : null,
        Page = 1,
    });
}
