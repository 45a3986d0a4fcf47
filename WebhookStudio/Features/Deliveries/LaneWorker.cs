using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;

namespace WebhookStudio.Features.Deliveries;

/// <summary>One run of a lane.</summary>
/// <remarks>
/// 1. Claim as many as the stage's concurrency has room for, under a lease with a fencing token.
/// 2. Send them side by side; each ends within the stage's timeout, whatever the receiver does.
/// 3. Settle those that have ended in one transaction, without waiting for the slowest, and go on with 1.
/// Wake-ups that come meanwhile are taken in, so that a new delivery does not wait for slow ones under way. What has been
/// sent is settled before the run ends, even if the database has to be waited for.
/// </remarks>
internal sealed partial class LaneWorker(StageKey stage, LaneTools tools, DeliveryOptions options)
{
    private const int MostInOneTransaction = 64;

    /// <summary>How long a run goes on claiming: then other stages get the worker.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    // An empty event is a wake-up.
    private readonly Channel<EndedAttempt?> _events = Channel.CreateUnbounded<EndedAttempt?>(new() { SingleReader = true });
    private readonly HashSet<string> _tokens = [];
    private readonly long _began = tools.Clock.GetTimestamp();
    private WebhookTarget? _target;
    private bool _canSend;
    private int _underWay;

    /// <summary>Tells the run to look again.</summary>
    public void Signal() => _events.Writer.TryWrite(null);

    /// <summary>Runs until nothing is due and nothing under way.</summary>
    /// <returns>Whether the stage still sends; <see langword="false"/> if it is off or gone.</returns>
    public async Task<bool> RunAsync(LaneRun run, CancellationToken stopping)
    {
        using var sending = new CancellationTokenSource();
        await using var registration = stopping.Register(() => sending.CancelAfter(options.ShutdownGrace));

        try
        {
            do
            {
                run.BeginRound();
                await StartAsync(sending.Token, stopping);

                while (_underWay > 0)
                {
                    await SettleAsync(await NextAsync());
                    run.BeginRound();
                    await StartAsync(sending.Token, stopping);
                }
            }
            while (!run.TryLeave());

            return _canSend;
        }
        finally
        {
            tools.Leases.Remove(_tokens);
        }
    }

    /// <summary>Claims due deliveries, as far as there is room, and starts sending them.</summary>
    private async Task StartAsync(CancellationToken sending, CancellationToken stopping)
    {
        var isLate = tools.Clock.GetElapsedTime(_began) > Slice;

        try
        {
            var live = await tools.Targets.FindAsync(stage, CancellationToken.None);
            _canSend = live is not null;
            _target = live ?? _target;

            while (live is not null && !isLate && !stopping.IsCancellationRequested && live.Concurrency > _underWay)
            {
                var claimed = await ClaimAsync(live);
                claimed.ForEach(delivery => _ = SendAsync(live, delivery, sending));
                _underWay += claimed.Count;

                if (claimed.Count < MostInOneTransaction)
                {
                    return;
                }
            }
        }
        catch (Exception failure) when (_underWay > 0 && IsOfDatabase(failure))
        {
            // What is under way must be settled first; claiming can wait.
            Log.NotClaimed(tools.Logger, stage.Stage.Value, failure);
        }
    }

    private async Task<List<ClaimedDelivery>> ClaimAsync(WebhookTarget target)
    {
        var token = Guid.NewGuid().ToString();
        _tokens.Add(token);
        tools.Leases.Add(token);
        var room = Math.Min(target.Concurrency - _underWay, MostInOneTransaction);
        var claimed = await tools.Ledger.ClaimAsync(target, token, room, CancellationToken.None);

        if (claimed.Count > 0)
        {
            tools.Feed.Publish(stage.Project);
        }

        return claimed;
    }

    private async Task SendAsync(WebhookTarget target, ClaimedDelivery delivery, CancellationToken sending)
    {
        var attempt = await tools.Sender.SendAsync(target, delivery, sending);
        _events.Writer.TryWrite(new(delivery, attempt));
    }

    /// <summary>Waits for an event, and takes what else has come by then. A wake-up alone gives an empty list.</summary>
    private async Task<List<EndedAttempt>> NextAsync()
    {
        var ended = new List<EndedAttempt>();
        await _events.Reader.WaitToReadAsync(CancellationToken.None);

        while (ended.Count < MostInOneTransaction && _events.Reader.TryRead(out var next))
        {
            if (next is not null)
            {
                ended.Add(next);
            }
        }

        return ended;
    }

    /// <summary>Writes down what has ended. The requests have been made: a busy or full disk must not lose the record of them.</summary>
    private async Task SettleAsync(List<EndedAttempt> ended)
    {
        if (ended.Count == 0)
        {
            return;
        }

        for (var pause = TimeSpan.FromSeconds(1); !await TrySettleAsync(ended); pause = Longer(pause))
        {
            await Task.Delay(pause, tools.Clock, CancellationToken.None);
        }

        _underWay -= ended.Count;
        tools.Feed.Publish(stage.Project);
    }

    private async Task<bool> TrySettleAsync(List<EndedAttempt> ended)
    {
        try
        {
            foreach (var next in await tools.Ledger.SettleAsync(_target!, ended, CancellationToken.None))
            {
                tools.Wakeups.Wake(new(stage.Project, next));
            }

            return true;
        }
        catch (Exception failure) when (IsOfDatabase(failure))
        {
            Log.NotSettled(tools.Logger, stage.Stage.Value, ended.Count, failure);

            return false;
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    private static bool IsOfDatabase(Exception failure) => failure is DbException or DbUpdateException or IOException;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Stage {StageId}: due deliveries could not be claimed; those under way go on.")]
        public static partial void NotClaimed(ILogger logger, string stageId, Exception exception);

        [LoggerMessage(LogLevel.Error, "Stage {StageId}: {Count} ended attempts could not be written down yet; trying again.")]
        public static partial void NotSettled(ILogger logger, string stageId, int count, Exception exception);
    }
}
