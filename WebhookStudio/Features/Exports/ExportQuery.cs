using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Exports;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Features.Exports;

/// <summary>What to export of a project.</summary>
internal sealed record ExportQuery(Project Project)
{
    /// <summary>Gets stages, by identifier or name; every Complete stage if <see langword="null"/>, every stage if empty.</summary>
    public IReadOnlyList<string>? Stages { get; init; }

    /// <summary>Gets batches, by identifier or name; a task in any of them is exported.</summary>
    public IReadOnlyList<string>? Batches { get; init; }

    /// <summary>Gets further conditions in the form of the task filter, such as <c>{"updatedAt":{"$gt":"..."}}</c>.</summary>
    public IReadOnlyList<(string Field, JsonElement Value)> Conditions { get; init; } = [];

    /// <summary>Gets a list of chosen tasks; <see langword="null"/> if stages and batches choose.</summary>
    public Id<FrozenTasks>? List { get; init; }

    public ExportFormat Format { get; init; } = ExportFormat.Json;

    public ExportDocumentOptions Options { get; init; } = ExportDocumentOptions.Default;

    /// <summary>Makes the query of an export that somebody asked for on its page.</summary>
    public static ExportQuery Of(Project project, ExportScope scope) => new(project)
    {
        Stages = scope.Stages,
        Batches = scope.Batches.IsEmpty ? null : scope.Batches,
        Format = scope.Format,
        List = scope.List is { } list ? new Id<FrozenTasks>(list) : null,
        Options = new(scope.IncludeMetadata, scope.IncludeHistory, scope.IncludeIdleTimes),
    };
}
