namespace WebhookStudio.Tests.Platform.HangfireSQLite.Differential;

/// <summary>Where the two storages may differ, and why. Nothing else may.</summary>
internal static class KnownDifferences
{
    /// <summary>Takes out of an answer what need not be the same.</summary>
    public static string Comparable(Call call, string answer) => answer;
}
