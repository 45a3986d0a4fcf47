using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Alerts;
using WebhookStudio.Features.Projects;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Activities;

/// <inheritdoc />
internal sealed partial class ActivityBoard(
    IEnumerable<IActivitySource> sources,
    IAlerts alerts,
    IProjectVisitors visitors,
    IProjectFeed feed,
    TimeProvider clock,
    ILogger<ActivityBoard> logger) : IActivityBoard
{
    private const int MostEnded = 20;
    private const int MostAlerts = 20;

    public async Task<ActivityList> ReadAsync(Id<Project> project, string email, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var visitor = await visitors.GetAsync(project, email, cancellationToken);
        var (found, isIncomplete) = await AskAsync(project, now - IActivityBoard.Troubled, cancellationToken);
        var ended = found
            .Where(activity => activity.EndedAt is { } at && (activity.HasTrouble || at >= now - IActivityBoard.Lately))
            .Where(activity => !visitor.Dismissed.Contains(activity.Key))
            .OrderByDescending(activity => activity.EndedAt)
            .Take(MostEnded);

        return new(
            [.. found.Where(activity => activity.EndedAt is null).OrderBy(activity => activity.StartedAt)],
            [.. ended],
            await alerts.ListAsync(project, MostAlerts, cancellationToken),
            visitor.AlertsSeenAt,
            isIncomplete);
    }

    public async Task CancelAsync(Id<Project> project, string key, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            if (await source.CancelAsync(project, key, cancellationToken))
            {
                break;
            }
        }

        feed.Publish(project);
    }

    public async Task DismissAsync(Id<Project> project, string email, string key, CancellationToken cancellationToken)
    {
        await visitors.ChangeAsync(project, email, visitor => visitor.Dismiss(key), cancellationToken);
        feed.Publish(project);
    }

    public async Task SeeAsync(Id<Project> project, string email, DateTimeOffset upTo, CancellationToken cancellationToken)
    {
        await visitors.ChangeAsync(project, email, visitor => visitor.SeeAlerts(upTo), cancellationToken);
        feed.Publish(project);
    }

    private async Task<(List<Activity> Found, bool IsIncomplete)> AskAsync(
        Id<Project> project, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var (found, isIncomplete) = (new List<Activity>(), false);

        foreach (var source in sources)
        {
            try
            {
                found.AddRange(await source.ListAsync(project, since, cancellationToken));
            }
            catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
            {
                // The other kinds of work can still be shown, and cancelled.
                Log.SourceFailed(logger, source.GetType().Name, failure);
                isIncomplete = true;
            }
        }

        return (found, isIncomplete);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The activities of {Source} could not be read.")]
        public static partial void SourceFailed(ILogger logger, string source, Exception exception);
    }
}
