using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Writes down what has been sent, even if the database has to be waited for: the requests have been made, and a busy or
/// full disk must not lose the record of them.</summary>
internal static class WriteWhenPossible
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>Whether a failure is the database's, so that the same may succeed later.</summary>
    public static bool IsOfDatabase(Exception failure) => failure is DbException or DbUpdateException or IOException;

    /// <summary>Repeats a write until the database takes it, with pauses from 1 to 15 s.</summary>
    /// <param name="write">The write; doing it twice does it once.</param>
    /// <param name="refused">Hears why it was not taken.</param>
    /// <param name="clock">Measures the pauses.</param>
    public static async Task<T> RunAsync<T>(Func<Task<T>> write, Action<Exception> refused, TimeProvider clock)
    {
        for (var pause = TimeSpan.FromSeconds(1); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await write();
            }
            catch (Exception failure) when (IsOfDatabase(failure))
            {
                refused(failure);
            }

            await Task.Delay(pause, clock, CancellationToken.None);
        }
    }
}
