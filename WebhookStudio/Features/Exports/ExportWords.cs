using System.Globalization;
using WebhookStudio.Domain.Exports;

namespace WebhookStudio.Features.Exports;

/// <summary>Exports in words.</summary>
internal static class ExportWords
{
    /// <summary>What goes in, such as <c>Complete, batch-2</c> or <c>Every stage</c>.</summary>
    public static string Scope(ExportScope scope, ExportChoices choices)
    {
        if (scope.List is not null)
        {
            return $"{Tasks(scope.ListCount)} chosen";
        }

        var stages = scope.Stages.IsEmpty ? "Every stage" : string.Join(", ", scope.Stages.Select(id => Name(choices.Stages, id)));

        return scope.Batches.IsEmpty ? stages : $"{stages}; {string.Join(", ", scope.Batches.Select(id => Name(choices.Batches, id)))}";
    }

    public static string Format(ExportFormat format) => format switch
    {
        ExportFormat.Ndjson => "NDJSON",
        ExportFormat.Csv => "CSV",
        _ => "JSON",
    };

    /// <summary>A length in the largest unit that leaves a number of one or more: <c>812 B</c>, <c>4.1 KB</c>, <c>2.0 MB</c>.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} KB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
    };

    public static string Tasks(int count) => count == 1 ? "1 task" : $"{count.ToString("N0", CultureInfo.InvariantCulture)} tasks";

    /// <summary>A stage or batch that is gone is shown by its identifier.</summary>
    private static string Name(IReadOnlyList<(string Id, string Name)> choices, string id) =>
        choices.FirstOrDefault(choice => choice.Id == id).Name ?? id;
}
