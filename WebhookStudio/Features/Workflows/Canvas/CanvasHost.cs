using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>What the page round the canvas does for it.</summary>
internal sealed record CanvasHost
{
    /// <summary>Gets what does an edit and says whether it was done; refusals are shown.</summary>
    public required Func<string, Action, Task<bool>> Edit { get; init; }

    /// <summary>Gets what does an edit that takes something away, and offers to take that back.</summary>
    public required Func<string, Action, Task<bool>> Remove { get; init; }

    /// <summary>Gets what says something to those who listen.</summary>
    public required Func<string, Task> Say { get; init; }

    /// <summary>Gets what shows why something was not done.</summary>
    public required Func<string, Task> Warn { get; init; }

    public required Func<StageId, Task> Open { get; init; }

    public required Func<Task> Close { get; init; }

    public required Func<StageId, Task> Rerun { get; init; }

    /// <summary>Gets what is called once the browser has selected something else.</summary>
    public required Func<Task> Selected { get; init; }

    /// <summary>Gets what is called after stages came: the first of them gets the focus.</summary>
    public required Action Added { get; init; }

    public required Func<bool> ReadOnly { get; init; }

    public required StageSealing Sealing { get; init; }
}
