using System.Text.RegularExpressions;
using Hangfire;
using Hangfire.Storage;

namespace WebhookStudio.Tests.Platform.HangfireSQLite.Differential;

/// <summary>Where the two storages may differ, and why. Nothing else may.</summary>
/// <remarks>
/// Hangfire's storage in memory is told to keep long histories and to expire nothing early (<see cref="TemporaryStorage.Reference"/>);
/// otherwise those would differ, too. Besides, scripts leave out what it does not do at all: it forgets fetched jobs, so that they
/// are not listed and do not come back when disposed; it takes the time at which a job was created from its own clock; and what is to
/// expire at once is gone at once, where ours waits for the next sweep.
/// </remarks>
internal static partial class KnownDifferences
{
    private static readonly Call ManyLowest =
        Call.Of<JobStorageConnection>(Actor.Connection, c => c.GetFirstByLowestScoreFromSet("", 0, 0, 1));

    private static readonly string[] OwnProcesses =
    [
        "GetComponents", nameof(JobStorage.GetServerRequiredProcesses), nameof(JobStorage.GetStorageWideProcesses),
    ];

    /// <summary>Gets the call to make on Hangfire's storage for what the script asks.</summary>
    /// <remarks>Its single value with the lowest score is any of those that share the score, where a lower one is left out by the
    /// bounds; its list of such values is in order.</remarks>
    public static Call OnReference(Call call) => IsSingleLowest(call)
        ? ManyLowest with { On = call.On, Arguments = [.. call.Arguments, 1] }
        : call;

    /// <summary>Takes out of an answer what need not be the same.</summary>
    public static string Comparable(Call call, string answer) => call.Method.Name switch
    {
        // Ours declares that its processes are no components; in memory, there are none.
        nameof(JobStorage.HasFeature) when call.Arguments is ["Storage.ProcessesInsteadOfComponents"] => "",
        _ when OwnProcesses.Contains(call.Method.Name) => "",

        // In memory, it is not known which jobs are fetched. Which queues are known though empty is nobody's promise.
        nameof(IMonitoringApi.Queues) => WithoutEmptyQueues(Fetched().Replace(answer, "Fetched = any")),
        nameof(IMonitoringApi.GetStatistics) => QueueCount().Replace(answer, "Queues = any"),
        nameof(IMonitoringApi.FetchedCount) or nameof(IMonitoringApi.FetchedJobs) when !Throws(answer) => "",
        _ => answer,
    };

    /// <summary>Takes out of the reference's answer what <see cref="OnReference"/> brought in.</summary>
    public static string ComparableReference(Call call, string answer) => IsSingleLowest(call)
        ? answer is "[]" ? "null" : answer.Trim('[', ']')
        : Comparable(call, answer);

    private static bool Throws(string answer) => answer.StartsWith("throws", StringComparison.Ordinal);

    private static string WithoutEmptyQueues(string answer) =>
        EmptyQueue().Replace(answer, "").Replace("[, ", "[", StringComparison.Ordinal);

    private static bool IsSingleLowest(Call call) =>
        call.Method.Name == nameof(JobStorageConnection.GetFirstByLowestScoreFromSet) && call.Arguments.Count == 3;

    [GeneratedRegex(@"(, )?QueueWithTopEnqueuedJobsDto { Fetched = any, FirstJobs = \[\], Length = 0, Name = ""[^""]*"" }")]
    private static partial Regex EmptyQueue();

    [GeneratedRegex(@"Queues = \d+")]
    private static partial Regex QueueCount();

    [GeneratedRegex(@"Fetched = (null|\d+)")]
    private static partial Regex Fetched();
}
