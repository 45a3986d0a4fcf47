using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Watches runs until nothing of them is left, and writes down how they ended.</summary>
/// <remarks>It counts when the feed says that something happened in the project, at most every half second, and now and
/// then in case that nobody said so. While no run goes on nothing is counted.</remarks>
internal sealed class BulkRunFollower(
    IDbContextFactory<StudioDbContext> contexts,
    WriteTurns turns,
    BulkRunRates rates,
    BulkRunAlarm alarm,
    IProjectFeed feed,
    TimeProvider clock)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>How long a run is followed before another one gets the worker.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<Id<BulkRun>, byte> _followed = new();

    /// <summary>Queues a job for every run that is not counted yet: after a start, and in case one got lost.</summary>
    public async Task FollowAllAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var open = await db.BulkRuns.AsNoTracking().Where(r => r.Delivered == null).Select(r => r.Id)
            .ToListAsync(cancellationToken);

        foreach (var run in open.Where(run => !_followed.ContainsKey(run)))
        {
            alarm.Ring(run);
        }
    }

    /// <summary>Follows a run until it has ended or is paused. Does nothing if it is followed already.</summary>
    public async Task FollowAsync(Id<BulkRun> run, CancellationToken stopping)
    {
        if (await ProjectAsync(run, stopping) is not { } project || !_followed.TryAdd(run, 0))
        {
            return;
        }

        var signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var subscription = feed.Subscribe(project, () =>
        {
            signals.Writer.TryWrite(true);

            return Task.CompletedTask;
        });

        try
        {
            var began = clock.GetTimestamp();

            while (await LookAsync(run, stopping) && clock.GetElapsedTime(began) < Slice)
            {
                await Task.Delay(ShortestPause, clock, stopping);
                await WaitAsync(signals.Reader, stopping);
            }
        }
        finally
        {
            _followed.TryRemove(run, out _);
        }

        if (!await IsRunningAsync(run, stopping))
        {
            rates.Forget(run);
        }
        else
        {
            // There is more to follow, or it was resumed while this was about to leave it.
            alarm.Ring(run);
        }

        feed.Publish(project);
    }

    /// <summary>Counts a run, and ends it when nothing of it is left.</summary>
    /// <returns>Whether there is more to follow.</returns>
    public async Task<bool> LookAsync(Id<BulkRun> id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        if (await db.BulkRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellationToken) is not { Delivered: null } run)
        {
            return false;
        }

        var counts = await BulkRunCounts.ReadAsync(db, run, cancellationToken);
        rates.Note(id, counts.Delivered + counts.Failed, clock.GetUtcNow() - run.CreatedAt);

        if (counts.Left == 0)
        {
            await FinishAsync(db, id, cancellationToken);
        }

        // A paused run waits for a person; resuming it rings again. What is under way is counted on the way.
        return counts.Left > 0 && (run.Status is not BulkRunStatus.Paused || counts.UnderWay > 0);
    }

    /// <summary>Waits until something happened, or for long.</summary>
    private async Task WaitAsync(ChannelReader<bool> signals, CancellationToken stopping)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var signal = signals.WaitToReadAsync(pause.Token).AsTask();
        await Task.WhenAny(signal, Task.Delay(LongestPause, clock, pause.Token));
        await pause.CancelAsync();
        signals.TryRead(out _);
        stopping.ThrowIfCancellationRequested();
    }

    private async Task FinishAsync(StudioDbContext db, Id<BulkRun> id, CancellationToken cancellationToken)
    {
        using var turn = await turns.TakeAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var run = await db.BulkRuns.SingleAsync(r => r.Id == id, cancellationToken);
        var counts = await BulkRunCounts.ReadAsync(db, run, cancellationToken);

        if (counts.Left == 0 && run.Delivered is null)
        {
            run.Finish(counts.Delivered, counts.Failed, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private async Task<bool> IsRunningAsync(Id<BulkRun> run, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        return await db.BulkRuns.AnyAsync(r => r.Id == run && r.Status == BulkRunStatus.Running, cancellationToken);
    }

    private async Task<Id<Project>?> ProjectAsync(Id<BulkRun> run, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        return await db.BulkRuns.AsNoTracking().Where(r => r.Id == run && r.Delivered == null)
            .Select(r => (Id<Project>?)r.ProjectId).SingleOrDefaultAsync(cancellationToken);
    }
}
