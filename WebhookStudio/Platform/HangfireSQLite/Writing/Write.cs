using System.Runtime.ExceptionServices;
using Hangfire.Storage.SQLite.Files;

namespace Hangfire.Storage.SQLite.Writing;

/// <summary>What one caller wants written, all or nothing. It may run more than once before it is committed.</summary>
/// <param name="work">Changes the tables and nothing else.</param>
/// <param name="committed">Follows the commit, in the order of the commits.</param>
internal sealed class Write(Action<Session> work, Action? committed)
{
    private readonly object _gate = new();
    private Turn _turn = Turn.Waiting;
    private Exception? _failure;

    private enum Turn
    {
        Waiting,
        Leading,
        Done,
    }

    public void Work(Session session) => work(session);

    /// <summary>Does what follows the commit.</summary>
    public void Follow() => committed?.Invoke();

    /// <summary>Ends it well.</summary>
    public void Succeed() => Wake(Turn.Done);

    /// <summary>Ends it badly.</summary>
    public void Fail(Exception failure)
    {
        _failure = failure;
        Wake(Turn.Done);
    }

    /// <summary>Makes the caller commit the next group.</summary>
    public void Lead() => Wake(Turn.Leading);

    /// <summary>Waits until it is written or the caller's turn to lead has come.</summary>
    /// <returns>Whether to lead.</returns>
    public bool AwaitTurn()
    {
        lock (_gate)
        {
            while (_turn is Turn.Waiting)
            {
                Monitor.Wait(_gate);
            }

            return _turn is Turn.Leading;
        }
    }

    public void ThrowIfFailed()
    {
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
    }

    private void Wake(Turn turn)
    {
        lock (_gate)
        {
            _turn = turn;
            Monitor.Pulse(_gate);
        }
    }
}
