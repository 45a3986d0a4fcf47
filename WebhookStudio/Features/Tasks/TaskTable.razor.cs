using Microsoft.AspNetCore.Components;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks;

/// <summary>A page of tasks. A click on a row opens the task; boxes choose rows for the bar below.</summary>
public sealed partial class TaskTable : ComponentBase
{
    [Inject]
    public required BrowserTime Time { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Parameter, EditorRequired]
    public required TaskListPlace Place { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<TaskRow> Rows { get; set; }

    [Parameter, EditorRequired]
    public required TaskSelection Selection { get; set; }

    /// <summary>Gets or sets whether the person may act on tasks and see the logs.</summary>
    [Parameter]
    public bool CanSelect { get; set; }

    [Parameter]
    public EventCallback OnSelectionChange { get; set; }

    private bool IsAllChosen => Rows.Count > 0 && Rows.All(Selection.Contains);

    private bool IsMixed => !IsAllChosen && Rows.Any(Selection.Contains);

    private string? StateText(TaskRow row) => row.NextAttemptAt switch
    {
        null => null,
        { } at when at - Clock.GetUtcNow() is { TotalSeconds: > 5 } wait => $"Retrying in {BrowserTime.Span(wait)}",
        _ => "Retrying now",
    };

    private string? StateReason(TaskRow row) =>
        row.NextAttemptAt is { } at ? TaskWords.RetryReason(row.AskedSeconds, Time.Absolute(at)) : null;

    private string? Order(TaskColumn column) =>
        Place.Sort.Column != column ? null : Place.Sort.Descending ? "descending" : "ascending";

    private Task Choose(TaskRow row, ChangeEventArgs args)
    {
        Selection.Set(row, args.Value is true);

        return OnSelectionChange.InvokeAsync();
    }

    private Task ChoosePage(ChangeEventArgs args)
    {
        foreach (var row in Rows)
        {
            Selection.Set(row, args.Value is true);
        }

        return OnSelectionChange.InvokeAsync();
    }
}
