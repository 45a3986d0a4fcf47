using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WebhookStudio.Bench.Pages;

/// <summary>A query that was made, and how long it took from its start until its last row was read.</summary>
/// <param name="Sql">Its text.</param>
/// <param name="Milliseconds">How long. What is done with a row before the next is read counts as well.</param>
internal sealed record MadeQuery(string Sql, double Milliseconds);

/// <summary>Listens to what Entity Framework tells of its commands, from outside of the application.</summary>
internal sealed class QueryWatch : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentDictionary<Guid, MadeQuery> _made = new();
    private readonly ConcurrentBag<IDisposable> _subscriptions = [];

    public QueryWatch() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>Takes what was made since the last time.</summary>
    public IReadOnlyList<MadeQuery> Take()
    {
        var made = _made.Values.ToList();
        _made.Clear();

        return made;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        switch (value.Value)
        {
            case CommandExecutedEventData executed:
                Add(executed.CommandId, executed.Command.CommandText, executed.Duration);
                break;

            // SQLite finds the rows while they are read, not before.
            case DataReaderDisposingEventData read:
                Add(read.CommandId, read.Command.CommandText, read.Duration);
                break;
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }
    }

    private void Add(Guid command, string sql, TimeSpan duration) => _made.AddOrUpdate(
        command,
        _ => new(sql, duration.TotalMilliseconds),
        (_, made) => made with { Milliseconds = made.Milliseconds + duration.TotalMilliseconds });
}
