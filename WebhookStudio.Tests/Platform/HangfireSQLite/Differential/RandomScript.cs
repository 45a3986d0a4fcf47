using System.Linq.Expressions;
using Hangfire.Server;
using Hangfire.Storage;
using WebhookStudio.Tests.Platform.HangfireSQLite.Differential.Scripts;

namespace WebhookStudio.Tests.Platform.HangfireSQLite.Differential;

/// <summary>Draws calls by lot in a small world, so that they often meet: few keys, few values, few jobs.</summary>
internal sealed class RandomScript
{
    private static readonly string[] Keys = ["a", "b", "retries"];
    private static readonly string[] Values = ["x", "y", "z", "X", ""];
    private static readonly string[] Queues = ["default", "urgent", "q3"];
    private static readonly string[] States = ["Enqueued", "Processing", "Succeeded", "Failed", "Deleted", "Scheduled", "Awaiting"];
    private static readonly ServerContext Server = new() { Queues = ["default"], WorkerCount = 3 };

    private readonly Random _lot;
    private readonly Script _script;
    private readonly Action[] _steps;
    private readonly Func<Call>[] _reads;
    private readonly Func<Call>[] _writes;
    private int _jobs;
    private int _fetches;
    private int _ended;

    private RandomScript(int seed)
    {
        _lot = new(seed);
        _script = new($"seed {seed}");
        _reads = Reads();
        _writes = Writes();
        _steps =
        [
            Enqueue, Enqueue, Create, Read, Read, Read, Read, Write, Write, Write, Write, ChangeState, ChangeState, Fetch, EndFetched,
            Serve,
        ];
    }

    /// <summary>Draws a script; the same seed always gives the same one.</summary>
    public static Script Of(int seed, int length)
    {
        var random = new RandomScript(seed);

        for (var step = 0; step < length; step++)
        {
            random.OneOf(random._steps)();
        }

        return random.WithClosingLook();
    }

    private Script WithClosingLook()
    {
        foreach (var key in Keys)
        {
            _script.Connection(
                c => c.GetRangeFromSet(key, 0, 99),
                c => c.GetAllEntriesFromHash(key),
                c => c.GetAllItemsFromList(key),
                c => c.GetCounter(key),
                c => c.GetSetTtl(key),
                c => c.GetHashTtl(key),
                c => c.GetListTtl(key));
        }

        for (var number = 1; number <= _jobs; number++)
        {
            var job = Names.Job(number);
            _script.Monitor(m => m.JobDetails(job)).Connection(c => c.GetJobData(job), c => c.GetStateData(job));
        }

        return MonitorScripts.LookAtAll(_script);
    }

    private void Enqueue()
    {
        Create();
        var (job, queue) = (Names.Job(_jobs), OneOf(Queues));
        _script.Commit(
            t => t.SetJobState(job, ScriptState.Of("Enqueued", null, "Queue", queue)),
            t => t.AddToQueue(queue, job),
            t => t.PersistJob(job));
    }

    private void Create()
    {
        _jobs++;
        _script.Add(Reading(c => c.CreateExpiredJob(Sample.Job, Sample.Parameters, Sample.Now, Sample.Day)));
    }

    private void Read() => _script.Add(OneOf(_reads)());

    private void Write() => _script.Add(Step.Transaction(
        OneOf(Actor.Connection, Actor.OtherConnection),
        Enumerable.Range(0, _lot.Next(1, 6)).Select(_ => OneOf(_writes)()).ToList(),
        commit: _lot.Next(8) > 0));

    private void ChangeState()
    {
        var (job, state) = (AnyJob(), ScriptState.Of(OneOf(States), OneOf(null, "reason"), "ParentId", AnyJob(), "ServerId", "s1"));
        var moment = $"stats:{state.Name.ToLowerInvariant()}";
        _script.Commit(t => t.SetJobState(job, state), t => t.IncrementCounter(moment));
    }

    private void Fetch()
    {
        _fetches++;
        _script.Fetch(OneOf<string[]>([OneOf(Queues)], ["urgent", "default"], ["default", "q3", "urgent"]));
    }

    /// <summary>Ends each fetched job once: in memory, a second end would take another's place.</summary>
    private void EndFetched()
    {
        if (_ended == _fetches)
        {
            return;
        }

        var number = ++_ended;
        _ = _lot.Next(2) == 0
            ? _script.Fetched(number, f => f.RemoveFromQueue())
            : _script.Commit(t => t.RemoveFromQueue(Names.Fetched(number)), t => t.IncrementCounter("stats:succeeded"));
        _script.Fetched(number, f => f.Dispose());
    }

    private void Serve()
    {
        var server = OneOf("s1", "s2");
        _script.Add(OneOf<Func<Call>>(
            () => Reading(c => c.AnnounceServer(server, Server)),
            () => Reading(c => c.Heartbeat(server)),
            () => Reading(c => c.RemoveServer(server)),
            () => Reading(c => c.RemoveTimedOutServers(Sample.Hour)))());
    }

    private Func<Call>[] Reads() =>
    [
        () => Reading(c => c.GetJobData(AnyJob())),
        () => Reading(c => c.GetStateData(AnyJob())),
        () => Reading(c => c.GetJobParameter(AnyJob(), OneOf("CurrentCulture", "p"))),
        () => Reading(c => c.SetJobParameter(AnyJob(), "p", OneOf(null, "1", "2"))),
        () => Reading(c => c.GetSetCount(Key())),
        () => Reading(c => c.GetSetCount(Keys, _lot.Next(6))),
        () => Reading(c => c.GetSetContains(Key(), Value())),
        () => Reading(c => c.GetRangeFromSet(Key(), _lot.Next(3), _lot.Next(3, 6))),
        () => Reading(c => c.GetFirstByLowestScoreFromSet(Key(), _lot.Next(-2, 1), _lot.Next(1, 4))),
        () => Reading(c => c.GetFirstByLowestScoreFromSet(Key(), _lot.Next(-2, 1), _lot.Next(1, 4), _lot.Next(1, 4))),
        () => Reading(c => c.GetSetTtl(Key())),
        () => Reading(c => c.GetAllEntriesFromHash(Key())),
        () => Reading(c => c.GetValueFromHash(Key(), Value())),
        () => Reading(c => c.SetRangeInHash(Key(), Entries())),
        () => Reading(c => c.GetRangeFromList(Key(), _lot.Next(3), _lot.Next(3, 6))),
        () => Reading(c => c.GetListCount(Key())),
        () => Reading(c => c.GetCounter(Key())),
        () => Call.Of<JobStorageMonitor>(Actor.Monitor, m => m.GetStatistics()),
        () => Call.Of<JobStorageMonitor>(Actor.Monitor, m => m.Queues()),
        () => Call.Of<JobStorageMonitor>(Actor.Monitor, m => m.EnqueuedJobs(OneOf(Queues), 0, 5)),
        () => Call.Of<JobStorageMonitor>(Actor.Monitor, m => m.SucceededJobs(0, 5)),
        () => Call.Of<JobStorageMonitor>(Actor.Monitor, m => m.JobDetails(AnyJob())),
    ];

    private Func<Call>[] Writes() =>
    [
        () => Writing(t => t.AddToSet(Key(), Value(), _lot.Next(-2, 4))),
        () => Writing(t => t.AddToSet(Key(), Value(), _lot.Next(-2, 4) / 2.0)),
        () => Writing(t => t.AddRangeToSet(Key(), Values.Take(_lot.Next(4)).ToList())),
        () => Writing(t => t.RemoveFromSet(Key(), Value())),
        () => Writing(t => t.RemoveSet(Key())),
        () => Writing(t => t.ExpireSet(Key(), Sample.Hour)),
        () => Writing(t => t.PersistSet(Key())),
        () => Writing(t => t.InsertToList(Key(), Value())),
        () => Writing(t => t.InsertToList(Key(), Value())),
        () => Writing(t => t.RemoveFromList(Key(), Value())),
        () => Writing(t => t.TrimList(Key(), _lot.Next(3), _lot.Next(5))),
        () => Writing(t => t.ExpireList(Key(), Sample.Hour)),
        () => Writing(t => t.PersistList(Key())),
        () => Writing(t => t.SetRangeInHash(Key(), Entries())),
        () => Writing(t => t.RemoveHash(Key())),
        () => Writing(t => t.ExpireHash(Key(), Sample.Hour)),
        () => Writing(t => t.PersistHash(Key())),
        () => Writing(t => t.IncrementCounter(Key())),
        () => Writing(t => t.IncrementCounter(Key(), Sample.Hour)),
        () => Writing(t => t.DecrementCounter(Key())),
        () => Writing(t => t.DecrementCounter(Key(), Sample.Hour)),
        () => Writing(t => t.SetJobParameter(AnyJob(), "p", OneOf(null, "3", "4"))),
        () => Writing(t => t.AddJobState(AnyJob(), ScriptState.Of(OneOf(States), "history"))),
        () => Writing(t => t.SetJobState(AnyJob(), ScriptState.Of(OneOf(States), "set"))),
        () => Writing(t => t.ExpireJob(AnyJob(), Sample.Hour)),
        () => Writing(t => t.PersistJob(AnyJob())),
    ];

    private static Call Writing(Expression<Action<JobStorageTransaction>> call) => Call.Of(Actor.Transaction, call);

    private Call Reading(Expression<Action<JobStorageConnection>> call) =>
        Call.Of(OneOf(Actor.Connection, Actor.OtherConnection), call);

    private string Key() => OneOf(Keys);

    private string Value() => OneOf(Values);

    private string AnyJob() => _lot.Next(12) == 0 ? Names.NoJob : Names.Job(_lot.Next(1, Math.Max(2, _jobs + 1)));

    private Dictionary<string, string> Entries() =>
        Values.Where(_ => _lot.Next(2) == 0).ToDictionary(value => value, _ => OneOf(Values));

    private T OneOf<T>(params T[] choices) => choices[_lot.Next(choices.Length)];
}
