using WebhookStudio.Domain;
using WebhookStudio.Domain.Exports;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Exports;

/// <summary>Tells of exports.</summary>
internal sealed class ExportActivities(IExports exports) : IActivitySource
{
    private const string Prefix = "export-";

    public async Task<IReadOnlyList<Activity>> ListAsync(
        Id<Project> project, DateTimeOffset endedSince, CancellationToken cancellationToken) =>
    [
        .. (await exports.ListAsync(project, cancellationToken))
            .Where(export => export.IsActive || export.EndedAt >= endedSince)
            .Select(Of),
    ];

    public async Task<bool> CancelAsync(Id<Project> project, string key, CancellationToken cancellationToken)
    {
        if (!key.StartsWith(Prefix, StringComparison.Ordinal) || !Id<Export>.TryParse(key[Prefix.Length..], null, out var id)
            || (await exports.ListAsync(project, cancellationToken)).All(export => export.Id != id))
        {
            return false;
        }

        await exports.CancelAsync(project, id, cancellationToken);

        return true;
    }

    private static Activity Of(Export export) => new()
    {
        Key = $"{Prefix}{export.Id}",
        Title = $"Export: {ExportWords.Format(export.Scope.Format)}{(export.Status is ExportStatus.Waiting ? ", waiting for another" : "")}",
        By = export.By,
        StartedAt = export.CreatedAt,
        EndedAt = export.EndedAt,
        Done = export.Written,
        Total = export.Total,
        HasTrouble = export.Status is ExportStatus.Failed or ExportStatus.Cancelled,
        Result = export.Status switch
        {
            ExportStatus.Ready => $"{ExportWords.Tasks(export.Written)}, {ExportWords.Size(export.Bytes)}",
            ExportStatus.Failed => export.Problem,
            ExportStatus.Cancelled => "Cancelled",
            _ => null,
        },
        Url = $"/projects/{export.ProjectId}/exports",
        CanCancel = export.IsActive,
    };
}
