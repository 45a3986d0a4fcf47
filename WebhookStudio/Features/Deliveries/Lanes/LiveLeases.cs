using System.Collections.Concurrent;

namespace WebhookStudio.Features.Deliveries;

/// <summary>The fencing tokens under which this process has deliveries, and how many under each.</summary>
/// <remarks>
/// A lease that has run out while its lane is alive is late, not lost: the machine slept, the clock jumped, the disk was slow.
/// Taking it away would send the webhook twice while its answer is in memory.
/// </remarks>
internal sealed class LiveLeases
{
    private readonly ConcurrentDictionary<string, int> _held = new();

    public void Add(string token, int count = 1) => _held.AddOrUpdate(token, count, (_, held) => held + count);

    /// <summary>Says that one delivery under the token is settled or handed back.</summary>
    public void Release(string token)
    {
        if (_held.AddOrUpdate(token, 0, (_, held) => held - 1) <= 0)
        {
            _held.TryRemove(KeyValuePair.Create(token, 0));
        }
    }

    public bool Holds(string? token) => token is not null && _held.ContainsKey(token);
}
