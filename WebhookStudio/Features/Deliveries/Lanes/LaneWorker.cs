using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <summary>One run of a lane.</summary>
/// <remarks>
/// Each turn is one transaction: what has ended is settled, without waiting for the slowest, and what there is room for is
/// claimed under a lease with a fencing token. Then the run waits for the next attempt to end or the next wake-up. It never
/// waits for a receiver: when nothing happens for a while it leaves, and the next event starts another run.
/// </remarks>
internal sealed partial class LaneWorker(StageKey stage, LaneMemory memory, LaneTools tools, DeliveryOptions options)
{
    private const int MostInOneTransaction = 256;

    /// <summary>How many attempts are settled together while there is enough to send.</summary>
    private const int Batch = 64;

    /// <summary>How long such a batch is waited for.</summary>
    private static readonly TimeSpan BatchWait = TimeSpan.FromMilliseconds(4);

    /// <summary>How long a run goes on while others need its worker.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(5);

    private readonly LaneAllowance _allowance = new(memory, options, tools.Clock);
    private readonly long _began = tools.Clock.GetTimestamp();
    private bool _sends = true;
    private bool _progresses;
    private bool _inOrder;

    /// <summary>Runs until nothing happens for a while, or others need the worker.</summary>
    public async Task RunAsync(LaneRun run, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            run.BeginRound();

            if (await TakeTurnAsync(canClaim: true))
            {
                continue;
            }

            if (IsLate)
            {
                run.Dispose();
                tools.Switchboard.Wake(stage);

                return;
            }

            if (!await WaitAsync(run, stopping) && run.TryLeave())
            {
                return;
            }
        }
    }

    /// <summary>Settles what has ended, and hands back what was not sent yet; the application shuts down.</summary>
    public async Task DrainAsync()
    {
        var waiting = memory.Traffic.TakeReady();
        await memory.Traffic.IdleAsync();

        do
        {
            await TakeTurnAsync(canClaim: false, waiting);
            waiting = [];
        }
        while (memory.Traffic.Claimed > 0);
    }

    private bool IsLate => tools.Clock.GetElapsedTime(_began) > Slice && tools.Switchboard.IsCrowded;

    private async Task<bool> WaitAsync(LaneRun run, CancellationToken stopping)
    {
        // A receiver that has answered nothing since the last turn may hang: then the worker is not kept for it.
        if (memory.Traffic.Ready < Batch / 4 || !_progresses)
        {
            memory.Traffic.WakeAfter(1);

            return await run.LingerAsync(options.Linger, stopping);
        }

        // Enough is ready to keep the receiver busy: several attempts are settled together.
        memory.Traffic.WakeAfter(Batch);
        await run.WaitAsync(BatchWait, stopping);
        memory.Traffic.WakeAfter(1);

        return true;
    }

    /// <returns>Whether there is more to do at once.</returns>
    private async Task<bool> TakeTurnAsync(bool canClaim, List<ClaimedDelivery>? handedBack = null)
    {
        var ended = memory.Traffic.TakeEnded(MostInOneTransaction);
        var circuitChanged = _allowance.Note(ended);

        // A receiver that cannot be reached any more gets nothing further; what waited for it goes back.
        handedBack ??= memory.Circuit.IsOpen || !_sends || _inOrder ? memory.Traffic.TakeReady() : [];
        var turn = new LaneTurn(
            ended, handedBack, circuitChanged ? memory.Circuit : null,
            target => canClaim ? _allowance.Ask(target, ended.Count, MostInOneTransaction) : null);
        var result = await WriteAsync(turn);
        Release(turn);
        Send(result);
        _progresses = ended.Count > 0;
        _sends = result.Target is not null;
        _inOrder = result.Target?.Ordering is DeliveryOrdering.Stage or DeliveryOrdering.ExternalId;

        return canClaim && (result.Claimed.Count == MostInOneTransaction || (!_sends && memory.Traffic.Ready > 0));
    }

    private void Send(TurnResult result)
    {
        if (result.Claimed is [var first, ..])
        {
            tools.Leases.Add(first.Token, result.Claimed.Count);
        }

        if (result.Target is { } target)
        {
            _allowance.Take(result.Claimed.Count);
            memory.Traffic.Send(target, result.Claimed);
        }

        foreach (var next in result.Entered)
        {
            tools.Switchboard.Wake(new(stage.Project, next));
        }

        if (_allowance.NextLook(result) is { } due)
        {
            tools.Switchboard.WakeAt(stage, due);
        }
    }

    private void Release(LaneTurn turn)
    {
        foreach (var (delivery, attempt) in turn.Ended)
        {
            tools.Leases.Release(delivery.Token);
            tools.Answers.Release(attempt);
        }

        foreach (var delivery in turn.HandedBack)
        {
            tools.Leases.Release(delivery.Token);
        }

        tools.Feed.Publish(stage.Project);
    }

    /// <summary>Writes a turn down. One that only claims is not repeated: the job ends, and the sweep starts another.</summary>
    private Task<TurnResult> WriteAsync(LaneTurn turn)
    {
        return turn.Ended.Count + turn.HandedBack.Count == 0
            ? TakeAsync()
            : WriteWhenPossible.RunAsync(
                TakeAsync,
                failure => Log.NotSettled(tools.Logger, stage.Stage.Value, turn.Ended.Count, failure),
                tools.Clock);

        Task<TurnResult> TakeAsync() => tools.Ledger.TakeTurnAsync(stage, turn, CancellationToken.None);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Stage {StageId}: {Count} ended attempts could not be written down yet; trying again.")]
        public static partial void NotSettled(ILogger logger, string stageId, int count, Exception exception);
    }
}
