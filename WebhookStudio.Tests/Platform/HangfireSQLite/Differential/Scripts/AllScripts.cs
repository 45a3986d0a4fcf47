namespace WebhookStudio.Tests.Platform.HangfireSQLite.Differential.Scripts;

/// <summary>The written scripts. Together they call every public member of a storage.</summary>
internal static class AllScripts
{
    public static IReadOnlyList<Script> All { get; } =
    [
        .. JobScripts.All, .. StateScripts.All, .. QueueScripts.All, .. SetScripts.All, .. HashScripts.All, .. ListScripts.All,
        .. CounterScripts.All, .. ServerScripts.All, .. LockScripts.All, .. MonitorScripts.All, .. StorageScripts.All,
        .. RefusalScripts.All,
    ];

    public static Script Named(string name) => All.Single(script => script.Name == name);
}
