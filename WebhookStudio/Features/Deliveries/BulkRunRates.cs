using System.Collections.Concurrent;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Knows how fast runs are: over the last seconds, as far as somebody looked, or since they began.</summary>
internal sealed class BulkRunRates(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Id<BulkRun>, Queue<(long At, int Sent)>> _looks = new();

    /// <summary>Takes in how many deliveries have been tried by now, and tells the rate.</summary>
    /// <returns>Deliveries a second, or <see langword="null"/> while too little is known.</returns>
    public double? Note(Id<BulkRun> run, int sent, TimeSpan age)
    {
        var looks = _looks.GetOrAdd(run, _ => new());
        var now = clock.GetTimestamp();

        lock (looks)
        {
            while (looks.Count > 1 && clock.GetElapsedTime(looks.Peek().At, now) > Window)
            {
                looks.Dequeue();
            }

            looks.Enqueue((now, sent));
            var (at, first) = looks.Peek();
            var seen = clock.GetElapsedTime(at, now);

            return seen >= Shortest ? (sent - first) / seen.TotalSeconds
                : age >= Shortest ? sent / age.TotalSeconds
                : null;
        }
    }

    public void Forget(Id<BulkRun> run) => _looks.TryRemove(run, out _);
}
