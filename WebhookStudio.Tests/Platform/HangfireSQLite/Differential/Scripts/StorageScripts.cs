using System.Reflection;
using Hangfire;
using Hangfire.Logging;
using Hangfire.Storage;

namespace WebhookStudio.Tests.Platform.HangfireSQLite.Differential.Scripts;

/// <summary>The storage itself: what it offers.</summary>
internal static class StorageScripts
{
    /// <summary>Gets the features that Hangfire's core knows, but for that of the fetched job, which bears its type's name.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        .. new[] { typeof(JobStorageFeatures) }.Concat(typeof(JobStorageFeatures).GetNestedTypes())
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(field => (string)field.GetValue(null)!),
    ];

    public static IReadOnlyList<Script> All { get; } =
    [
        Features(new Script("features"))
            .Storage(s => s.HasFeature("Unknown"))
            .Storage(s => s.HasFeature("TransactionalAcknowledge:Unknown")),

        new Script("what the storage hands out")
            .Add(Call.Of<JobStorage>(Actor.Storage, nameof(JobStorage.LinearizableReads)))
            .Storage(s => s.GetConnection())
            .Storage(s => s.GetReadOnlyConnection())
            .Storage(s => s.GetMonitoringApi())
            .Add(Call.Of<JobStorage>(Actor.Storage, "GetComponents"))
            .Storage(s => s.GetServerRequiredProcesses())
            .Storage(s => s.GetStorageWideProcesses())
            .Storage(s => s.GetStateHandlers())
            .Storage(s => s.WriteOptionsToLog(new Silence()))
            .Connection(c => c.GetUtcDateTime()),
    ];

    private static Script Features(Script script)
    {
        foreach (var feature in Known)
        {
            script.Storage(s => s.HasFeature(feature));
        }

        return script;
    }

    private sealed class Silence : ILog
    {
        public bool Log(Hangfire.Logging.LogLevel logLevel, Func<string>? messageFunc, Exception? exception) =>
            messageFunc?.Invoke() is not null;
    }
}
