using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Assets;

namespace WebhookStudio.Features.Tasks.Importing;

/// <summary>Looks at the rows of a list: what is wrong with them, and which external IDs are there already.</summary>
internal sealed class ListChecks(IDbContextFactory<StudioDbContext> contexts, AssetAddress addresses)
{
    /// <summary>How many external IDs are looked up by one query.</summary>
    private const int LookedUpAtOnce = 5000;

    /// <exception cref="DomainRuleException">It is no list of assets.</exception>
    public async Task<CheckedList> CheckAsync(Id<Project> project, byte[] content, CancellationToken cancellationToken)
    {
        var rows = ListReader.Read(content).Select(row => Check(project, row)).ToList();
        var known = await KnownAsync(project, rows, cancellationToken);

        // A row counts as known from the second time on, too.
        return new([.. rows.Select(row => row with { IsKnown = row.Problem is null && !known.Add(row.ExternalId) })]);
    }

    private CheckedRow Check(Id<Project> project, ListedRow row)
    {
        if (row.Problem is { } problem)
        {
            return new(row.Line, Field(row, "externalId"), Field(row, "data"), problem) { Content = row.Content };
        }

        try
        {
            var entry = AssetEntry.Read(row.Content, $"Line {row.Line}", text => addresses.Read(project, text));

            foreach (var name in entry.Batches ?? [])
            {
                CheckBatch(row.Line, name);
            }

            return new(row.Line, entry.ExternalId, entry.Data, null) { Entry = entry, Content = row.Content };
        }
        catch (DomainRuleException refused)
        {
            return new(row.Line, Field(row, "externalId"), Field(row, "data"), refused.Message) { Content = row.Content };
        }
    }

    private static void CheckBatch(int line, string name)
    {
        if (name.Trim().Length is 0 or > BatchService.NameMaxLength)
        {
            throw ListReader.Refuse(line, $"a batch needs a name of 1 to {BatchService.NameMaxLength} characters.");
        }
    }

    private static string Field(ListedRow row, string name) =>
        row.Content is { ValueKind: JsonValueKind.Object } content && content.TryGetProperty(name, out var value)
            ? value.ToString()
            : "";

    private async Task<HashSet<string>> KnownAsync(
        Id<Project> project, IEnumerable<CheckedRow> rows, CancellationToken cancellationToken)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        foreach (var some in rows.Where(row => row.Problem is null).Select(row => row.ExternalId).Distinct().Chunk(LookedUpAtOnce))
        {
            known.UnionWith(await db.Tasks.AsNoTracking()
                .Where(task => task.ProjectId == project && some.Contains(task.ExternalId))
                .Select(task => task.ExternalId)
                .ToListAsync(cancellationToken));
        }

        return known;
    }
}
