using System.Collections.Concurrent;
using System.Net;

namespace WebhookStudio.Features.Deliveries.Addresses;

/// <inheritdoc />
/// <remarks>
/// The operating system resolves with a blocking call that can take long when a name server is silent, and that nothing
/// cancels. Such calls get threads of their own, one for each name, so that they take none from the thread pool: a
/// hundred names that hang delay nobody else.
/// </remarks>
internal sealed class SystemHostResolver : IHostResolver
{
    private readonly ConcurrentDictionary<string, Task<IPAddress[]>> _underWay = new(StringComparer.OrdinalIgnoreCase);

    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        return IPAddress.TryParse(host, out var literal)
            ? [literal]
            : await Lookup(host).WaitAsync(cancellationToken);
    }

    private Task<IPAddress[]> Lookup(string host)
    {
        var lookup = new Task<IPAddress[]>(() => Dns.GetHostAddresses(host), TaskCreationOptions.LongRunning);
        var shared = _underWay.GetOrAdd(host, lookup);

        if (ReferenceEquals(shared, lookup))
        {
            // Only those who ask meanwhile share the answer: it is no cache.
            lookup.ContinueWith(
                done =>
                {
                    // Nobody may be waiting any more.
                    _ = done.Exception;
                    _underWay.TryRemove(host, out _);
                },
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            lookup.Start(TaskScheduler.Default);
        }

        return shared;
    }
}
