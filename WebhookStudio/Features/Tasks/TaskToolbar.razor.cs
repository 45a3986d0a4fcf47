using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Features.Tasks.Operations;

namespace WebhookStudio.Features.Tasks;

/// <summary>Search and filters of the tasks page. Every choice is a new address.</summary>
public sealed partial class TaskToolbar : ComponentBase
{
    private static readonly string[] KnownResults =
        ["400", "401", "403", "404", "429", "500", "502", "503", "504", "Timed out", "Connection refused", "Host not found", "TLS failed"];

    private static readonly (string Name, string Word)[] Columns =
    [
        ("stage", "Stage"), ("state", "State"), ("result", "Last result"), ("time", "Time in stage"), ("batch", "Batch"),
        ("assignee", "Assignee"), ("updated", "Updated"), ("person", "Submitted by"),
    ];

    [Parameter, EditorRequired]
    public required TaskListPlace Place { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<RailBatch> Batches { get; set; }

    [Parameter]
    public IReadOnlyList<TaskPerson> People { get; set; } = [];

    [Parameter]
    public EventCallback<TaskListPlace> OnChange { get; set; }

    private IEnumerable<string> Results => Place.Cause is { } chosen
        && !KnownResults.Contains(chosen, StringComparer.OrdinalIgnoreCase) ? [chosen, .. KnownResults] : KnownResults;

    private Task SearchAsync(string? text) => OnChange.InvokeAsync(Place.Start with { Search = text });

    private Task ChooseState(ChangeEventArgs args) => OnChange.InvokeAsync(Place.Start with
    {
        View = Enum.TryParse<TaskState>(args.Value?.ToString(), out var state) ? state : null,
        IsSkipped = false,
    });

    private Task ChooseBatch(ChangeEventArgs args) => OnChange.InvokeAsync(Place.Start with
    {
        Batch = Id<Batch>.TryParse(args.Value?.ToString(), null, out var batch) ? batch : null,
    });

    private Task ChooseResult(ChangeEventArgs args) => OnChange.InvokeAsync(Place.Start with { Cause = Chosen(args) });

    private Task ChooseAssignee(ChangeEventArgs args) => OnChange.InvokeAsync(Place.Start with { Assignee = Chosen(args) });

    private static string? Chosen(ChangeEventArgs args) => args.Value?.ToString() is { Length: > 0 } text ? text : null;
}
