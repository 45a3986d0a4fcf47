using Hangfire.Server;
using Hangfire.Storage.SQLite.Files;
using Hangfire.Storage.SQLite.Tables;

namespace Hangfire.Storage.SQLite;

/// <summary>Deletes what has expired, a little at a time, and gives space that stays unused back to the disk.</summary>
internal sealed class Expiration(JobDatabase database, TimeSpan interval) : IBackgroundProcess
{
    // One batch keeps the writer for some milliseconds.
    private const int Batch = 250;
    private const int FewPages = 1000;

    private static readonly Func<Session, DateTime, int, int>[] Kinds =
        [JobTable.DeleteExpired, CounterTable.DeleteExpired, ExpiryTable.DeleteExpired];

    public void Execute(BackgroundProcessContext context)
    {
        RunOnce(context.StoppingToken);
        context.Wait(interval);
    }

    /// <summary>Deletes everything that has expired by now.</summary>
    public void RunOnce(CancellationToken cancellationToken)
    {
        var now = database.Now;

        foreach (var delete in Kinds)
        {
            Repeat(session => delete(session, now, Batch) > 0, cancellationToken);
        }

        Repeat(Shrink, cancellationToken);
    }

    /// <summary>Gives pages back as long as a quarter of the file is unused: what comes and goes daily is used again.</summary>
    /// <returns>Whether there is more to give back.</returns>
    private static bool Shrink(Session session)
    {
        var unused = session.Number("PRAGMA freelist_count");

        if (unused < FewPages || unused * 4 < session.Number("PRAGMA page_count"))
        {
            return false;
        }

        session.All($"PRAGMA incremental_vacuum({Batch})", _ => 0);

        return true;
    }

    private void Repeat(Func<Session, bool> step, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && database.Writer.Run(step))
        {
            // The writer serves others in between.
        }
    }
}
