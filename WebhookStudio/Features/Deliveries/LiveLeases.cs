using System.Collections.Concurrent;

namespace WebhookStudio.Features.Deliveries;

/// <summary>The fencing tokens that running lanes of this process hold.</summary>
/// <remarks>
/// A lease that has run out while its lane is alive is late, not lost: the machine slept, the clock jumped, the disk was slow.
/// Taking it away would send the webhook twice while its answer is in memory.
/// </remarks>
internal sealed class LiveLeases
{
    private readonly ConcurrentDictionary<string, byte> _tokens = new();

    public void Add(string token) => _tokens[token] = 0;

    public void Remove(IEnumerable<string> tokens)
    {
        foreach (var token in tokens)
        {
            _tokens.TryRemove(token, out _);
        }
    }

    public bool Holds(string? token) => token is not null && _tokens.ContainsKey(token);
}
