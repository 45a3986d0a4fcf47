using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Reads how far runs are: what has ended from its row, what goes on from its members.</summary>
internal sealed class BulkRunReader(BulkRunRates rates, TimeProvider clock)
{
    /// <summary>A year, in seconds: no clock ends before what is shown.</summary>
    private const double LongestShown = 365 * 24 * 60 * 60;

    public async Task<IReadOnlyList<BulkRunProgress>> ReadAsync(
        StudioDbContext db, IReadOnlyList<BulkRun> runs, CancellationToken cancellationToken)
    {
        var read = new List<BulkRunProgress>();

        foreach (var run in runs)
        {
            read.Add(await ReadAsync(db, run, cancellationToken));
        }

        return read;
    }

    public async Task<BulkRunProgress> ReadAsync(StudioDbContext db, BulkRun run, CancellationToken cancellationToken)
    {
        if (run is { Delivered: { } delivered, StillHeld: { } held })
        {
            var cause = delivered == 0 && held > 0 ? await CauseAsync(db, run, cancellationToken) : null;

            return Progress(run, new(delivered, held, 0, 0)) with { OnlyCause = cause };
        }

        var counts = await BulkRunCounts.ReadAsync(db, run, cancellationToken);
        var progress = Progress(run, counts) with { Stages = await StagesAsync(db, run, cancellationToken) };

        return run.Status is BulkRunStatus.Running ? WithRate(progress) : progress;
    }

    private static async Task<IReadOnlyList<BulkRunProgress>> StagesAsync(
        StudioDbContext db, BulkRun run, CancellationToken cancellationToken) => run is { StageId: null, IsActive: true }
        ?
        [
            .. (await BulkRunCounts.ReadStagesAsync(db, run, cancellationToken)).Select(
                stage => Progress(run, stage.Value) with { StageId = stage.Key, Total = stage.Value.Total }),
        ]
        : [];

    private static BulkRunProgress Progress(BulkRun run, BulkRunCounts counts) => new()
    {
        Id = run.Id,
        StageId = run.StageId,
        Title = run.Title,
        By = run.By,
        Status = run.Status,
        Total = run.Total,
        Delivered = counts.Delivered,
        Failed = counts.Failed,
        Left = counts.Left,
        CreatedAt = run.CreatedAt,
        EndedAt = run.EndedAt,
    };

    private BulkRunProgress WithRate(BulkRunProgress progress)
    {
        var now = clock.GetUtcNow();
        var rate = rates.Note(progress.Id, progress.Sent, now - progress.CreatedAt);

        return progress with
        {
            Rate = rate,
            EndsAt = rate > 0 ? now + TimeSpan.FromSeconds(Math.Min(progress.Left / rate.Value, LongestShown)) : null,
        };
    }

    private static async Task<BulkRunCause?> CauseAsync(
        StudioDbContext db, BulkRun run, CancellationToken cancellationToken)
    {
        var causes = await db.Deliveries.AsNoTracking()
            .Where(d => d.RunId == run.Id)
            .GroupBy(d => new { d.Status, d.LastOutcome, d.LastStatusCode })
            .Select(group => new { group.Key.Status, group.Key.LastOutcome, group.Key.LastStatusCode, Count = group.Count() })
            .ToListAsync(cancellationToken);
        var failed = causes.Where(cause => cause.Status is DeliveryStatus.Held or DeliveryStatus.Retrying or DeliveryStatus.Failed)
            .ToList();
        var kinds = failed.Select(cause => (cause.LastOutcome, cause.LastStatusCode)).Distinct().ToList();

        return failed.Sum(cause => cause.Count) == run.Total && kinds is [({ } outcome, var code)] ? new(outcome, code) : null;
    }
}
