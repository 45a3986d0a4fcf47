namespace WebhookStudio.Tests.TestKit;

/// <summary>Waits for what other threads bring about.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Reads a value until it is as wanted.</summary>
    /// <exception cref="TimeoutException">It did not become so within 20 s; the message holds the last value.</exception>
    public static async Task<T> GetAsync<T>(
        Func<Task<T>> read, Func<T, bool> wanted, CancellationToken cancellationToken, TimeSpan? limit = null)
    {
        using var timer = new PeriodicTimer(Pause);
        var started = TimeProvider.System.GetTimestamp();

        while (true)
        {
            var value = await read();

            if (wanted(value))
            {
                return value;
            }

            if (TimeProvider.System.GetElapsedTime(started) > (limit ?? Limit))
            {
                throw new TimeoutException($"The value did not become as wanted. It is: {value}");
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }
}
