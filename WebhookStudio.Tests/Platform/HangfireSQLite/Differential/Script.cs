using System.Linq.Expressions;
using Hangfire;
using Hangfire.Storage;

namespace WebhookStudio.Tests.Platform.HangfireSQLite.Differential;

/// <summary>A sequence of calls to make on storages whose answers are to be compared.</summary>
internal sealed class Script(string name)
{
    private readonly List<Step> _steps = [];

    public string Name => name;

    public IReadOnlyList<Step> Steps => _steps;

    public Script Storage(Expression<Action<JobStorage>> call) => Add(Call.Of(Actor.Storage, call));

    public Script Monitor(params Expression<Action<JobStorageMonitor>>[] calls) => Each(Actor.Monitor, calls);

    public Script Connection(params Expression<Action<JobStorageConnection>>[] calls) => Each(Actor.Connection, calls);

    public Script OtherConnection(params Expression<Action<JobStorageConnection>>[] calls) => Each(Actor.OtherConnection, calls);

    public Script Commit(params Expression<Action<JobStorageTransaction>>[] calls) => Transaction(Actor.Connection, calls, commit: true);

    public Script OtherCommit(params Expression<Action<JobStorageTransaction>>[] calls) =>
        Transaction(Actor.OtherConnection, calls, commit: true);

    /// <summary>Makes calls in a transaction that ends without commit.</summary>
    public Script Discard(params Expression<Action<JobStorageTransaction>>[] calls) => Transaction(Actor.Connection, calls, commit: false);

    public Script Fetch(params string[] queues) => Connection(c => c.FetchNextJob(queues, CancellationToken.None));

    public Script Fetched(int number, Expression<Action<IFetchedJob>> call) => Add(Call.Of($"fetched{number}", call));

    public Script Release(int number) => Add(Call.Of<IDisposable>($"lock{number}", taken => taken.Dispose()));

    public Script Add(Call call) => Add(new Step([call]));

    public Script Add(Step step)
    {
        _steps.Add(step);

        return this;
    }

    private Script Transaction(string connection, Expression<Action<JobStorageTransaction>>[] calls, bool commit) =>
        Add(Step.Transaction(connection, calls.Select(call => Call.Of(Actor.Transaction, call)), commit));

    private Script Each<T>(string on, Expression<Action<T>>[] calls)
    {
        foreach (var call in calls)
        {
            Add(Call.Of(on, call));
        }

        return this;
    }
}
