using System.Collections.Immutable;

namespace WebhookStudio.Domain.Exports;

/// <summary>The form of an export's file.</summary>
public enum ExportFormat
{
    /// <summary>One array of assets.</summary>
    Json,

    /// <summary>One asset a line.</summary>
    Ndjson,

    /// <summary>A table: one task a row, one column for each question.</summary>
    Csv,
}

/// <summary>What goes into an export, and in which form.</summary>
public sealed record ExportScope
{
    /// <summary>Gets the identifiers of the stages whose tasks are exported; empty means every stage.</summary>
    public ImmutableArray<string> Stages { get; init; } = [];

    /// <summary>Gets the identifiers of batches; a task in any of them is exported. Empty means all tasks, in a batch or not.</summary>
    public ImmutableArray<string> Batches { get; init; } = [];

    /// <summary>Gets the identifier of a list of chosen tasks (<see cref="Tasks.FrozenTasks"/>), which stages and batches do not
    /// narrow; <see langword="null"/> if none was made.</summary>
    public string? List { get; init; }

    /// <summary>Gets how many tasks were on that list.</summary>
    public int ListCount { get; init; }

    public ExportFormat Format { get; init; } = ExportFormat.Json;

    /// <summary>Gets whether the labels are written as they left each stage. A table has no place for them.</summary>
    public bool IncludeHistory { get; init; } = true;

    /// <summary>Gets whether it is written who made each annotation, and when.</summary>
    public bool IncludeMetadata { get; init; } = true;

    /// <summary>Gets whether idle and blur times are written beside the active ones.</summary>
    public bool IncludeIdleTimes { get; init; }
}
