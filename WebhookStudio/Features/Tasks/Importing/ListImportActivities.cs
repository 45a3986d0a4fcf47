using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks.Importing;

/// <summary>Tells of imports of lists.</summary>
internal sealed class ListImportActivities(
    IDbContextFactory<StudioDbContext> contexts, IListImports imports) : IActivitySource
{
    private const string Prefix = "import-";

    public async Task<IReadOnlyList<Activity>> ListAsync(
        Id<Project> project, DateTimeOffset endedSince, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.ListImports.AsNoTracking()
            .Where(i => i.ProjectId == project && (i.EndedAt == null || i.EndedAt >= endedSince))
            .OrderByDescending(i => i.CreatedAt)
            .ToListAsync(cancellationToken);

        return [.. found.Select(ToActivity)];
    }

    public async Task<bool> CancelAsync(Id<Project> project, string key, CancellationToken cancellationToken) =>
        key.StartsWith(Prefix, StringComparison.Ordinal)
        && Id<ListImport>.TryParse(key[Prefix.Length..], null, out var import)
        && await imports.CancelAsync(project, import, cancellationToken);

    private static Activity ToActivity(ListImport import) => new()
    {
        Key = $"{Prefix}{import.Id}",
        Title = $"Import of {import.Name}",
        By = import.By,
        StartedAt = import.CreatedAt,
        EndedAt = import.EndedAt,
        Done = import.Done,
        Total = import.Total,
        HasTrouble = import.Status is ListImportStatus.Failed or ListImportStatus.Cancelled,
        Result = import.IsActive ? null : ImportWords.Result(import),
        Url = $"/projects/{import.ProjectId}/tasks",
        CanCancel = import.IsActive,
    };
}
