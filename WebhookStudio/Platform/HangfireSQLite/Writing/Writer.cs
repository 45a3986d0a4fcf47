using Hangfire.Storage.SQLite.Failures;
using Hangfire.Storage.SQLite.Files;

namespace Hangfire.Storage.SQLite.Writing;

/// <summary>The one connection that writes. Callers that come at the same time share a transaction, and its wait for the disk.</summary>
/// <remarks>
/// Whoever comes first leads: takes what has gathered, commits it together, and hands the lead to the first of those that came
/// meanwhile. If anything fails, the whole group is rolled back and each member is tried alone, so that only the culprit fails.
/// </remarks>
internal sealed class Writer(JobFile file) : IDisposable
{
    private const int MostTogether = 128;

    private readonly Session _session = file.OpenWriter();
    private readonly object _gate = new();
    private readonly Queue<Write> _gathered = new();
    private bool _led;
    private bool _disposed;

    /// <summary>Gets how many transactions have been committed.</summary>
    public long Committed { get; private set; }

    /// <summary>Gets how many writes wait for the next group.</summary>
    public int Gathered
    {
        get
        {
            lock (_gate)
            {
                return _gathered.Count;
            }
        }
    }

    /// <summary>Writes, all or nothing, and returns when it is committed.</summary>
    public void Run(Action<Session> work, Action? committed = null)
    {
        var write = new Write(work, committed);

        if (Join(write) || write.AwaitTurn())
        {
            Lead();
        }

        write.ThrowIfFailed();
    }

    /// <summary>Writes, and returns what the write has found out.</summary>
    public T Run<T>(Func<Session, T> work)
    {
        T result = default!;
        Run(session => { result = work(session); });

        return result;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            while (_led)
            {
                Monitor.Wait(_gate);
            }

            if (!_disposed)
            {
                _disposed = true;
                _session.Dispose();
            }
        }
    }

    /// <returns>Whether to lead at once.</returns>
    private bool Join(Write write)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(SQLiteStorage));
            _gathered.Enqueue(write);

            return !_led && (_led = true);
        }
    }

    private void Lead()
    {
        var group = TakeGroup();

        if (TryCommit(group, out var failure))
        {
            PassOn();
            group.ForEach(write => write.Succeed());
        }
        else
        {
            Refuse(group, failure!);
            PassOn();
        }
    }

    private List<Write> TakeGroup()
    {
        lock (_gate)
        {
            var group = new List<Write>(Math.Min(_gathered.Count, MostTogether));

            while (group.Count < MostTogether && _gathered.TryDequeue(out var write))
            {
                group.Add(write);
            }

            return group;
        }
    }

    private void PassOn()
    {
        lock (_gate)
        {
            if (_gathered.TryPeek(out var next))
            {
                next.Lead();
            }
            else
            {
                _led = false;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private void Refuse(List<Write> group, Exception failure)
    {
        if (group is [var alone])
        {
            alone.Fail(Failure.Name(failure, file.Path));
        }
        else
        {
            group.ForEach(CommitAlone);
        }
    }

    private void CommitAlone(Write write)
    {
        if (TryCommit([write], out var failure))
        {
            write.Succeed();
        }
        else
        {
            Refuse([write], failure!);
        }
    }

    private bool TryCommit(List<Write> group, out Exception? failure)
    {
        try
        {
            _session.Run("BEGIN IMMEDIATE");
            group.ForEach(write => write.Work(_session));
            _session.Run("COMMIT");
            Committed++;
        }
        catch (Exception refused)
        {
            _session.Rollback();
            failure = refused;

            return false;
        }

        // Before the next group can commit, so that what follows keeps the order of the commits.
        group.ForEach(write => write.Follow());
        failure = null;

        return true;
    }
}
