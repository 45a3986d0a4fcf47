using System.Collections.Concurrent;
using Hangfire.Storage.SQLite.Files;
using Hangfire.Storage.SQLite.Tables;
using Hangfire.Storage.SQLite.Writing;

namespace Hangfire.Storage.SQLite.Jobs;

/// <summary>Jobs that have been created and are written together with their first state.</summary>
/// <remarks>
/// Hangfire creates a job in one step and gives it a state and a place in a queue in the next; written together they cost one
/// commit. Whoever touches such a job earlier has it written first, so that nobody can see that it was not there yet, and at the
/// latest it is written when the connection that has created it is disposed.
/// </remarks>
internal sealed class Newborns(Writer writer)
{
    private readonly ConcurrentDictionary<long, NewJob> _jobs = new();

    public void Add(NewJob job) => _jobs[job.Id] = job;

    public bool Has(long id) => _jobs.ContainsKey(id);

    /// <summary>Gets a job that a write is to write first; the caller says <see cref="Grown"/> when that is committed.</summary>
    /// <returns>Nothing if it is written already.</returns>
    public NewJob? Find(long id) => _jobs.GetValueOrDefault(id);

    public void Grown(long id) => _jobs.TryRemove(id, out _);

    /// <summary>Writes a job now if it is not written yet.</summary>
    public void Settle(long id)
    {
        if (Has(id))
        {
            writer.Run(session => Insert(session, id), () => Grown(id));
        }
    }

    private void Insert(Session session, long id)
    {
        if (Find(id) is { } job)
        {
            JobTable.Insert(session, job);
        }
    }
}
