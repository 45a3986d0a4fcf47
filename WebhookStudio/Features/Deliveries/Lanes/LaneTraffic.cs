namespace WebhookStudio.Features.Deliveries;

/// <summary>The deliveries that a lane has claimed: those ready to go, those under way, and those that have ended.</summary>
/// <remarks>
/// Outlives the runs of the lane: a run ends as soon as there is nothing to write down, however slow the receiver is, and
/// the next attempt that ends starts another. A request that ends makes place for the next one ready at once, without
/// waiting for the database.
/// </remarks>
/// <param name="sender">Makes the requests.</param>
/// <param name="pool">Divides the requests among the stages.</param>
/// <param name="wake">Called when enough attempts have ended.</param>
/// <param name="stopping">Cancels the requests under way.</param>
internal sealed class LaneTraffic(IWebhookSender sender, SendPool pool, Action wake, CancellationToken stopping)
{
    private readonly Lock _lock = new();
    private readonly Queue<ClaimedDelivery> _ready = new();
    private List<EndedAttempt> _ended = [];
    private WebhookTarget? _target;
    private TaskCompletionSource? _idle;
    private int _underWay;
    private int _enough = 1;

    /// <summary>Gets how many deliveries are claimed and not settled yet: ready, under way or ended.</summary>
    public int Claimed
    {
        get
        {
            lock (_lock)
            {
                return _ready.Count + _underWay + _ended.Count;
            }
        }
    }

    public int Ready
    {
        get
        {
            lock (_lock)
            {
                return _ready.Count;
            }
        }
    }

    /// <summary>Sends deliveries, as many at once as the stage may have under way.</summary>
    public void Send(WebhookTarget target, IReadOnlyList<ClaimedDelivery> claimed)
    {
        List<ClaimedDelivery> starting;

        lock (_lock)
        {
            _target = target;

            foreach (var delivery in claimed)
            {
                _ready.Enqueue(delivery);
            }

            starting = TakePlaces(target);
        }

        if (starting is [var only])
        {
            // On this thread as far as the network: waking another takes longer than that on a machine that is idle.
            _ = SendAsync(target, only);
        }
        else
        {
            starting.ForEach(delivery => _ = Task.Run(() => SendAsync(target, delivery)));
        }
    }

    /// <summary>Takes the attempts that have ended.</summary>
    public List<EndedAttempt> TakeEnded(int most)
    {
        lock (_lock)
        {
            if (_ended.Count <= most)
            {
                var all = _ended;
                _ended = new(all.Count);

                return all;
            }

            var some = _ended.GetRange(0, most);
            _ended.RemoveRange(0, most);

            return some;
        }
    }

    /// <summary>Takes back what is claimed and not under way yet.</summary>
    public List<ClaimedDelivery> TakeReady()
    {
        lock (_lock)
        {
            var all = _ready.ToList();
            _ready.Clear();

            return all;
        }
    }

    /// <summary>Says how many attempts must have ended before the lane is woken: many, while it has enough to send and one
    /// transaction is cheaper than ten.</summary>
    public void WakeAfter(int ended)
    {
        bool reached;

        lock (_lock)
        {
            _enough = ended;
            reached = _ended.Count >= ended;
        }

        if (reached)
        {
            wake();
        }
    }

    /// <summary>Waits until nothing is under way; call it when nothing is ready any more.</summary>
    public Task IdleAsync()
    {
        lock (_lock)
        {
            if (_underWay == 0)
            {
                return Task.CompletedTask;
            }

            _idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously);

            return _idle.Task;
        }
    }

    /// <summary>Takes what can be under way now. It is no longer ready from here on: nobody can hand it back any more.</summary>
    private List<ClaimedDelivery> TakePlaces(WebhookTarget target)
    {
        var starting = new List<ClaimedDelivery>();

        while (_ready.Count > 0 && _underWay < target.Concurrency && pool.TryTake(_underWay))
        {
            _underWay++;
            starting.Add(_ready.Dequeue());
        }

        return starting;
    }

    /// <summary>Sends a delivery, and then what is ready, until nothing is.</summary>
    private async Task SendAsync(WebhookTarget target, ClaimedDelivery delivery)
    {
        for ((WebhookTarget Target, ClaimedDelivery Delivery)? next = (target, delivery); next is { } one; next = Next())
        {
            var attempt = await sender.SendAsync(one.Target, one.Delivery, stopping);
            End(new(one.Delivery, attempt));
        }
    }

    private (WebhookTarget Target, ClaimedDelivery Delivery)? Next()
    {
        lock (_lock)
        {
            // The settings may have changed since the delivery was claimed: it goes where the stage sends now.
            if (_underWay <= _target!.Concurrency && _ready.TryDequeue(out var delivery))
            {
                return (_target, delivery);
            }

            _underWay--;
            pool.Return(_underWay);

            if (_underWay == 0)
            {
                _idle?.TrySetResult();
                _idle = null;
            }

            return null;
        }
    }

    private void End(EndedAttempt ended)
    {
        bool enough;

        lock (_lock)
        {
            _ended.Add(ended);
            enough = _ended.Count >= _enough;
        }

        if (enough)
        {
            wake();
        }
    }
}
