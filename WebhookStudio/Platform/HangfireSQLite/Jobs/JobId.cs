using System.Globalization;

namespace Hangfire.Storage.SQLite.Jobs;

/// <summary>Hangfire names jobs by text, the tables by number.</summary>
internal static class JobId
{
    /// <returns>Whether the text can be the name of a job of this storage.</returns>
    public static bool TryParse(string text, out long id) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id);

    public static string Format(long id) => id.ToString(CultureInfo.InvariantCulture);
}
