using System.Collections.Concurrent;
using Hangfire.Storage.SQLite.Failures;

namespace Hangfire.Storage.SQLite.Files;

/// <summary>Connections that only read, beside the one that writes. What is committed is seen.</summary>
internal sealed class Readers(JobFile file, int kept) : IDisposable
{
    private readonly ConcurrentBag<Session> _idle = [];
    private volatile bool _disposed;

    /// <summary>Reads with a connection of its own.</summary>
    public T Read<T>(Func<Session, T> read)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(SQLiteStorage));
        Session? session = null;

        try
        {
            session = _idle.TryTake(out var idle) ? idle : file.OpenReader();
            var result = read(session);
            Return(session);

            return result;
        }
        catch (Exception failure)
        {
            // What it was in the middle of is unknown.
            session?.Dispose();
            Failure.Rethrow(failure, file.Path);

            throw;
        }
    }

    /// <summary>Reads with several statements what belongs together: all of them see the same commits.</summary>
    public T Snapshot<T>(Func<Session, T> read) => Read(session =>
    {
        session.Run("BEGIN");
        var result = read(session);
        session.Run("COMMIT");

        return result;
    });

    public void Dispose()
    {
        _disposed = true;

        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }

    private void Return(Session session)
    {
        if (_disposed || _idle.Count >= kept)
        {
            session.Dispose();
        }
        else
        {
            _idle.Add(session);
        }
    }
}
