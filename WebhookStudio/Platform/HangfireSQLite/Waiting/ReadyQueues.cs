namespace Hangfire.Storage.SQLite.Waiting;

/// <summary>The jobs that are to be run, in memory.</summary>
/// <remarks>
/// The queue table is the durable truth: it has a row for every job here until the job is done. That a job was fetched is known
/// in memory alone; whatever the table still has when the file is opened again is ready again. A job that becomes ready is handed
/// to a thread that waits for it, so that nobody polls.
/// </remarks>
internal sealed class ReadyQueues(TimeProvider clock)
{
    private readonly object _gate = new();
    private readonly SortedDictionary<string, WaitingQueue> _queues = new(StringComparer.Ordinal);
    private readonly LinkedList<(string[] Queues, Parked<QueueItem> Thread)> _parked = [];
    private bool _closed;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Makes jobs ready, at the end of their queues.</summary>
    public void Add(IEnumerable<QueueItem> items)
    {
        lock (_gate)
        {
            foreach (var item in items)
            {
                Place(item);
            }
        }
    }

    /// <summary>Takes the next job of the first queue that has one; waits until one of them has.</summary>
    /// <exception cref="OperationCanceledException">The caller no longer wants a job.</exception>
    public QueueItem Take(string[] queues, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LinkedListNode<(string[] Queues, Parked<QueueItem> Thread)> place;

        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SQLiteStorage));

            foreach (var name in queues)
            {
                if (Find(name) is var queue && queue.Ready.TryDequeue(out var item))
                {
                    return queue.Fetch(item, Now);
                }
            }

            place = _parked.AddLast((queues, new()));
        }

        using (cancellationToken.UnsafeRegister(_ => Unpark(place), null))
        {
            if (place.Value.Thread.Wait(Timeout.InfiniteTimeSpan) is { } item)
            {
                return item;
            }
        }

        cancellationToken.ThrowIfCancellationRequested();

        throw new ObjectDisposedException(nameof(SQLiteStorage));
    }

    /// <summary>Makes a job that was taken ready again.</summary>
    public void Return(QueueItem item)
    {
        lock (_gate)
        {
            if (Find(item.Queue).Fetched.Remove(item.Id))
            {
                Place(item);
            }
        }
    }

    /// <summary>Forgets a job that was taken; its row is gone.</summary>
    public void Forget(QueueItem item)
    {
        lock (_gate)
        {
            Find(item.Queue).Fetched.Remove(item.Id);
        }
    }

    /// <summary>Looks at all queues; copy what is needed.</summary>
    public T Look<T>(Func<IReadOnlyDictionary<string, WaitingQueue>, T> look)
    {
        lock (_gate)
        {
            return look(_queues);
        }
    }

    /// <summary>Sends everybody away who waits.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;

            while (_parked.First is { } place)
            {
                Unpark(place);
            }
        }
    }

    private void Place(QueueItem item)
    {
        for (var place = _parked.First; place is not null; place = place.Next)
        {
            if (place.Value.Queues.Contains(item.Queue, StringComparer.Ordinal))
            {
                _parked.Remove(place);
                place.Value.Thread.Wake(Find(item.Queue).Fetch(item, Now));

                return;
            }
        }

        Find(item.Queue).Ready.Enqueue(item);
    }

    private void Unpark(LinkedListNode<(string[] Queues, Parked<QueueItem> Thread)> place)
    {
        lock (_gate)
        {
            // Otherwise a job has just been handed over, and the thread has it.
            if (place.List is not null)
            {
                _parked.Remove(place);
                place.Value.Thread.Wake(given: null);
            }
        }
    }

    private WaitingQueue Find(string name)
    {
        if (!_queues.TryGetValue(name, out var queue))
        {
            _queues.Add(name, queue = new());
        }

        return queue;
    }
}
