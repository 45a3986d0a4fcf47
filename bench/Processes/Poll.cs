using System.Diagnostics;

namespace WebhookStudio.Bench.Processes;

/// <summary>Waits for something that can only be asked for.</summary>
internal static class Poll
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Asks until the answer is yes; for ten minutes at most.</summary>
    /// <param name="what">What is waited for, for the message.</param>
    /// <param name="pause">How long to wait between two questions: asking costs the machine time, too.</param>
    /// <param name="ask">The question.</param>
    /// <param name="stopping">Gives up.</param>
    public static async Task UntilAsync(string what, TimeSpan pause, Func<Task<bool>> ask, CancellationToken stopping)
    {
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(pause);

        while (!await ask())
        {
            if (Stopwatch.GetElapsedTime(started) > Longest)
            {
                throw new TimeoutException($"{what}: not within {Longest.TotalMinutes:0} minutes.");
            }

            await timer.WaitForNextTickAsync(stopping);
        }
    }
}
