namespace WebhookStudio.Data;

/// <summary>Lets one large write transaction after the other at the database, first come, first served.</summary>
/// <remarks>
/// SQLite has one writer. Who waits for it inside the database blocks a thread and is refused after a while, whoever came
/// first; who waits here blocks nothing and gets its turn. Take the turn before the transaction, and no second one inside.
/// </remarks>
internal sealed class WriteTurns : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Waits for the turn; disposing the result passes it on.</summary>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);

        return new Turn(_one);
    }

    public void Dispose() => _one.Dispose();

    private sealed class Turn(SemaphoreSlim one) : IDisposable
    {
        public void Dispose() => one.Release();
    }
}
