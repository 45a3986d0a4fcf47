using System.Globalization;
using Hangfire.States;
using Hangfire.Storage.SQLite.Tables;

namespace Hangfire.Storage.SQLite.Monitoring;

/// <content>Numbers and graphs.</content>
internal sealed partial class SQLiteMonitoringApi
{
    private const int Days = 7;
    private const int Hours = 24;

    public override long ScheduledCount() => Count(ScheduledState.StateName);

    public override long EnqueuedCount(string queue)
    {
        ArgumentNullException.ThrowIfNull(queue);

        return database.Queues.Look(known => known.TryGetValue(queue, out var found) ? found.Ready.Count : 0);
    }

    public override long FetchedCount(string queue)
    {
        ArgumentNullException.ThrowIfNull(queue);

        return database.Queues.Look(known => known.TryGetValue(queue, out var found) ? found.Fetched.Count : 0);
    }

    public override long FailedCount() => Count(FailedState.StateName);

    public override long ProcessingCount() => Count(ProcessingState.StateName);

    public override long SucceededListCount() => Count(SucceededState.StateName);

    public override long DeletedListCount() => Count(DeletedState.StateName);

    public override long AwaitingCount() => Count(AwaitingState.StateName);

    public override IDictionary<DateTime, long> SucceededByDatesCount() => Daily("succeeded");

    public override IDictionary<DateTime, long> FailedByDatesCount() => Daily("failed");

    public override IDictionary<DateTime, long> DeletedByDatesCount() => Daily("deleted");

    public override IDictionary<DateTime, long> HourlySucceededJobs() => Hourly("succeeded");

    public override IDictionary<DateTime, long> HourlyFailedJobs() => Hourly("failed");

    public override IDictionary<DateTime, long> HourlyDeletedJobs() => Hourly("deleted");

    private long Count(string state) => database.Readers.Read(session => StateTable.Count(session, state));

    private Dictionary<DateTime, long> Daily(string what)
    {
        var today = database.Now.Date;

        return Timeline(what, "yyyy-MM-dd", Enumerable.Range(0, Days).Select(day => today.AddDays(-day)));
    }

    private Dictionary<DateTime, long> Hourly(string what)
    {
        var now = database.Now;

        return Timeline(what, "yyyy-MM-dd-HH", Enumerable.Range(0, Hours).Select(hour => now.AddHours(-hour)));
    }

    /// <summary>Reads the counters that Hangfire keeps for each day and hour.</summary>
    private Dictionary<DateTime, long> Timeline(string what, string format, IEnumerable<DateTime> times) =>
        database.Readers.Snapshot(session => times.ToDictionary(
            time => time,
            time => CounterTable.Get(session, $"stats:{what}:{time.ToString(format, CultureInfo.InvariantCulture)}")));
}
