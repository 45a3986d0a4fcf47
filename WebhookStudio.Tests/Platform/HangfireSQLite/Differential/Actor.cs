using System.Reflection;
using Hangfire;
using Hangfire.Storage;

namespace WebhookStudio.Tests.Platform.HangfireSQLite.Differential;

/// <summary>Makes a script's calls on one storage, and writes down its answers.</summary>
internal sealed class Actor : IDisposable
{
    public const string Storage = "storage";
    public const string Monitor = "monitor";
    public const string Connection = "connection1";
    public const string OtherConnection = "connection2";
    public const string Transaction = "transaction";

    private static readonly string[] CreateJob =
        [nameof(JobStorageConnection.CreateExpiredJob), nameof(JobStorageTransaction.CreateJob)];

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(2);

    private readonly JobStorage _storage;
    private readonly JobStorageMonitor _monitor;
    private readonly Dictionary<string, object> _things = [];
    private readonly Dictionary<string, string> _idOf = [];
    private readonly Dictionary<string, string> _nameOf = [];
    private readonly Answers _answers;
    private int _fetched;
    private int _locks;

    public Actor(JobStorage storage)
    {
        _storage = storage;
        _monitor = (JobStorageMonitor)storage.GetMonitoringApi();
        _answers = new(_nameOf);
        _things[Storage] = storage;
        _things[Monitor] = _monitor;
        _things[Connection] = storage.GetConnection();
        _things[OtherConnection] = storage.GetConnection();
    }

    /// <summary>Makes a call.</summary>
    /// <returns>The answer in writing, or the type of the exception.</returns>
    public string Make(Call call)
    {
        if (!_things.TryGetValue(call.On, out var target)
            || call.Arguments.OfType<Names.FetchedName>().Any(fetched => !_things.ContainsKey(fetched.JobId)))
        {
            return "nothing to call";
        }

        using var patience = new CancellationTokenSource();

        try
        {
            var arguments = call.Arguments.Select(argument => Given(argument, call, patience)).ToArray();
            var answer = call.Method.Invoke(target, arguments);
            Note(call, answer);

            return call.Method.ReturnType == typeof(void) ? "done" : _answers.Of(answer);
        }
        catch (TargetInvocationException failure)
        {
            return $"throws {failure.InnerException!.GetType().Name}";
        }
    }

    public void Dispose()
    {
        foreach (var thing in _things.Values.Reverse().OfType<IDisposable>())
        {
            thing.Dispose();
        }
    }

    /// <summary>Remembers what the storage hands out, under the script's name for it.</summary>
    private void Note(Call call, object? answer)
    {
        switch (answer)
        {
            case string id when CreateJob.Contains(call.Method.Name):
                var name = Names.Job(_idOf.Count + 1);
                _idOf[name] = id;
                _nameOf[id] = name;
                break;
            case IWriteOnlyTransaction transaction:
                _things[Transaction] = transaction;
                break;
            case IFetchedJob fetched:
                _things[$"fetched{++_fetched}"] = fetched;
                break;
            case IDisposable taken when call.Method.Name is nameof(JobStorageConnection.AcquireDistributedLock):
                _things[$"lock{++_locks}"] = taken;
                break;
        }
    }

    private object? Given(object? argument, Call call, CancellationTokenSource patience) => argument switch
    {
        string text => IdOf(text),
        ScriptState state => state.With(IdOf),
        Names.FetchedName fetched => _things.GetValueOrDefault(fetched.JobId),
        CancellationToken => Patient(call, patience),
        DateTime time => call.Fresh(time),
        _ => argument,
    };

    private string IdOf(string text) => Names.IsJob(text) ? _idOf.GetValueOrDefault(text) ?? Names.NoJob : text;

    /// <summary>Waits long where a job must come, and not at all where none can.</summary>
    private CancellationToken Patient(Call call, CancellationTokenSource patience)
    {
        var waiting = call.Arguments.OfType<string[]>().SelectMany(queues => queues).Sum(_monitor.EnqueuedCount);
        patience.CancelAfter(waiting > 0 ? Long : Short);

        return patience.Token;
    }
}
