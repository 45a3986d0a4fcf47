namespace Hangfire.Storage.SQLite.Waiting;

/// <summary>The locks that Hangfire takes by name. They live in memory: the process that owns the file is the only one to ask.</summary>
/// <remarks>A lock belongs to a connection, not to a thread; its owner may take it again and must release it as often.</remarks>
internal sealed class LockTable
{
    private readonly object _gate = new();
    private readonly Dictionary<string, Holding> _held = [];

    /// <summary>Takes a lock, and waits for it if another owner holds it.</summary>
    /// <returns>Whether the owner holds it now; otherwise time ran out.</returns>
    public bool TryAcquire(object owner, string resource, TimeSpan timeout)
    {
        LinkedListNode<(object Owner, Parked<Holding> Thread)> place;
        Holding holding;

        lock (_gate)
        {
            if (!_held.TryGetValue(resource, out holding!))
            {
                _held.Add(resource, new(owner));

                return true;
            }

            if (holding.Owner == owner)
            {
                holding.Level++;

                return true;
            }

            place = holding.Waiting.AddLast((owner, new()));
        }

        return place.Value.Thread.Wait(timeout) is not null || !GiveUp(holding, place);
    }

    /// <summary>Gives a lock back; who has waited longest gets it.</summary>
    public void Release(object owner, string resource)
    {
        lock (_gate)
        {
            if (!_held.TryGetValue(resource, out var holding) || holding.Owner != owner || --holding.Level > 0)
            {
                return;
            }

            if (holding.Waiting.First is { Value: var (next, thread) })
            {
                holding.Waiting.RemoveFirst();
                holding.Owner = next;
                holding.Level = 1;
                thread.Wake(holding);
            }
            else
            {
                _held.Remove(resource);
            }
        }
    }

    /// <returns>Whether the wait was in vain; the lock may have been handed over at the last moment.</returns>
    private bool GiveUp(Holding holding, LinkedListNode<(object Owner, Parked<Holding> Thread)> place)
    {
        lock (_gate)
        {
            if (place.List is null)
            {
                return false;
            }

            holding.Waiting.Remove(place);

            return true;
        }
    }

    private sealed class Holding(object owner)
    {
        public object Owner { get; set; } = owner;

        public int Level { get; set; } = 1;

        public LinkedList<(object Owner, Parked<Holding> Thread)> Waiting { get; } = [];
    }
}
