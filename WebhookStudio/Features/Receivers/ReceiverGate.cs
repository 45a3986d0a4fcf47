namespace WebhookStudio.Features.Receivers;

/// <summary>Bounds what test receivers take of the server: requests under way, and bodies in memory.</summary>
internal sealed class ReceiverGate : IDisposable
{
    /// <summary>How many requests may be under way; more than the most that one stage sends side by side.</summary>
    public const int MaxRequests = 300;

    private const int MaxBodies = 32;

    private readonly SemaphoreSlim _bodies = new(MaxBodies);
    private int _requests;

    /// <summary>Lets a request in until <see cref="Leave"/>, or says that there are too many.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _requests) <= MaxRequests)
        {
            return true;
        }

        Leave();

        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _requests);

    /// <summary>Waits until a body may be read; pass on to the next with <see cref="PassBody"/>.</summary>
    public Task AwaitBodyAsync(CancellationToken cancellationToken) => _bodies.WaitAsync(cancellationToken);

    public void PassBody() => _bodies.Release();

    public void Dispose() => _bodies.Dispose();
}
