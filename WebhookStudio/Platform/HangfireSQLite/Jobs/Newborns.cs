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

    /// <summary>Writes a job as a part of a write; the caller says <see cref="Grown"/> when that is committed.</summary>
    public void Insert(Session session, long id)
    {
        if (_jobs.TryGetValue(id, out var job))
        {
            JobTable.Insert(session, job);
        }
    }

    public void Grown(long id) => _jobs.TryRemove(id, out _);

    /// <summary>Writes a job now if it is not written yet.</summary>
    public void Settle(long id)
    {
        if (Has(id))
        {
            writer.Run(session => Insert(session, id), () => Grown(id));
        }
    }

    /// <summary>Writes all of them now.</summary>
    public void SettleAll()
    {
        foreach (var (id, _) in _jobs)
        {
            Settle(id);
        }
    }
}
