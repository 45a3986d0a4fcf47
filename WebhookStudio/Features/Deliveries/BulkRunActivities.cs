using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Tells of bulk runs.</summary>
internal sealed class BulkRunActivities(IBulkRuns runs) : IActivitySource
{
    private const string Prefix = "run-";

    public async Task<IReadOnlyList<Activity>> ListAsync(
        Id<Project> project, DateTimeOffset endedSince, CancellationToken cancellationToken)
    {
        var current = (await runs.CurrentAsync(project, cancellationToken)).Where(run => run.IsActive);
        var ended = await runs.EndedAsync(project, endedSince, cancellationToken);

        return [.. current.UnionBy(ended, run => run.Id).Select(run => Of(project, run))];
    }

    public async Task<bool> CancelAsync(Id<Project> project, string key, CancellationToken cancellationToken)
    {
        if (!key.StartsWith(Prefix, StringComparison.Ordinal) || !Id<BulkRun>.TryParse(key[Prefix.Length..], null, out var run)
            || await runs.GetAsync(project, run, cancellationToken) is not { } found)
        {
            return false;
        }

        try
        {
            if (found.IsActive)
            {
                await runs.CancelAsync(project, run, cancellationToken);
            }
        }
        catch (DomainRuleException)
        {
            // It has ended between the two.
        }

        return true;
    }

    private static Activity Of(Id<Project> project, BulkRunProgress run) => new()
    {
        Key = $"{Prefix}{run.Id}",
        Title = $"Re-run: {run.Title}{(run.Status is BulkRunStatus.Paused ? ", paused" : "")}",
        By = run.By,
        StartedAt = run.CreatedAt,
        EndedAt = run.IsActive ? null : run.EndedAt,
        Done = run.Sent,
        Total = run.Total,
        HasTrouble = !run.IsActive && (run.Failed > 0 || run.Status is BulkRunStatus.Cancelled),
        Result = run.IsActive ? null : BulkRunWords.Hint(run) is { } hint ? hint : BulkRunWords.Result(run),
        Url = run.StageId is { } stage ? $"/projects/{project}/tasks?stage={stage}" : $"/projects/{project}/tasks",
        CanCancel = run.IsActive,
    };
}
