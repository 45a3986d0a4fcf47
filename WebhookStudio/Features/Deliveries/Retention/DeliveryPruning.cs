using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries.Retention;

/// <summary>Deletes what is older than <see cref="RetentionOptions"/> say, a few rows at a time.</summary>
/// <remarks>
/// A batch is found beside the writers and deleted in a turn of its own, which asks again whether the rows may go: a delivery
/// that was re-run meanwhile keeps what it has. Between two batches whoever waits to write comes first. Nothing is
/// remembered from run to run: one that was interrupted is simply begun anew.
/// </remarks>
internal sealed partial class DeliveryPruning(
    IDbContextFactory<StudioDbContext> contexts,
    WriteTurns turns,
    IOptions<RetentionOptions> options,
    TimeProvider clock,
    ILogger<DeliveryPruning> logger)
{
    /// <summary>How long a run may take: the job shares its queue with the sweep, which comes every minute.</summary>
    public static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(20);

    /// <summary>Gets how many rows are deleted in one transaction.</summary>
    public int BatchSize { get; init; } = 500;

    /// <summary>Prunes until nothing is left to prune, or the time of a run is up.</summary>
    public async Task<PruneResult> RunAsync(CancellationToken cancellationToken)
    {
        var run = new Run(clock.GetTimestamp());

        if (options.Value.Bodies is { Ticks: > 0 } bodies)
        {
            var before = clock.GetUtcNow() - bodies;
            run.Exchanges = await PruneAsync<AttemptExchange, DeliveryAttempt>(
                run, db => PruneScope.Exchanges(db, before), nameof(AttemptExchange.AttemptId), cancellationToken);
            run.Payloads = await PruneAsync<DeliveryPayload, WebhookDelivery>(
                run, db => PruneScope.Payloads(db, before), nameof(DeliveryPayload.DeliveryId), cancellationToken);
        }

        if (options.Value.Logs is { Ticks: > 0 } logs)
        {
            var before = clock.GetUtcNow() - logs;
            run.Attempts = await PruneAsync<AttemptRow, DeliveryAttempt>(
                run, db => PruneScope.Attempts(db, before), nameof(AttemptRow.Id), cancellationToken);
            run.Deliveries = await PruneAsync<WebhookDelivery, WebhookDelivery>(
                run, db => PruneScope.Deliveries(db, before), nameof(WebhookDelivery.Id), cancellationToken);
            run.Runs = await PruneAsync<BulkRun, BulkRun>(
                run, db => PruneScope.Runs(db, before), nameof(BulkRun.Id), cancellationToken);
        }

        if (run.Result is { Rows: > 0 } result)
        {
            Log.Pruned(logger, result.Exchanges, result.Payloads, result.Attempts, result.Deliveries, result.Runs);
        }

        return run.Result;
    }

    private async Task<int> PruneAsync<TRow, TKey>(
        Run run, Func<StudioDbContext, IQueryable<TRow>> prunable, string key, CancellationToken cancellationToken)
        where TRow : class
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var deleted = 0;
        Id<TKey> after = default;

        while (!run.HasMore)
        {
            // What was passed over once in a run is not looked at again: all of the queries go on from the last key.
            var ids = await prunable(db).Select(row => EF.Property<Id<TKey>>(row, key)).Where(id => id > after)
                .OrderBy(id => id).Take(BatchSize).ToListAsync(cancellationToken);

            if (ids.Count == 0)
            {
                break;
            }

            using (await turns.TakeAsync(cancellationToken))
            {
                deleted += await prunable(db).Where(row => ids.Contains(EF.Property<Id<TKey>>(row, key)))
                    .ExecuteDeleteAsync(cancellationToken);
            }

            after = ids[^1];
            run.HasMore = ids.Count == BatchSize && clock.GetElapsedTime(run.Started) >= LongestRun;
        }

        return deleted;
    }

    /// <summary>How far a run has come.</summary>
    private sealed class Run(long started)
    {
        public long Started => started;

        public int Exchanges { get; set; }

        public int Payloads { get; set; }

        public int Attempts { get; set; }

        public int Deliveries { get; set; }

        public int Runs { get; set; }

        public bool HasMore { get; set; }

        public PruneResult Result => new(Exchanges, Payloads, Attempts, Deliveries, HasMore) { Runs = Runs };
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Information,
            "Pruned headers and bodies of {Exchanges} attempts, {Payloads} payloads, {Attempts} lines of the log, {Deliveries} deliveries and {Runs} re-runs.")]
        public static partial void Pruned(
            ILogger logger, int exchanges, int payloads, int attempts, int deliveries, int runs);
    }
}

/// <summary>What a run has deleted.</summary>
/// <param name="Exchanges">Headers and bodies of attempts.</param>
/// <param name="Payloads">Payloads of deliveries.</param>
/// <param name="Attempts">Lines of the log.</param>
/// <param name="Deliveries">Deliveries without a line of the log.</param>
/// <param name="HasMore">Whether the time was up before everything was done.</param>
internal sealed record PruneResult(int Exchanges, int Payloads, int Attempts, int Deliveries, bool HasMore)
{
    /// <summary>Gets how many bulk runs that no delivery remembers.</summary>
    public int Runs { get; init; }

    public int Rows => Exchanges + Payloads + Attempts + Deliveries + Runs;
}
