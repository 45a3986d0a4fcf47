using System.Reflection;
using Hangfire;
using Hangfire.Storage;
using WebhookStudio.Tests.Platform.HangfireSQLite.Differential.Scripts;

namespace WebhookStudio.Tests.Platform.HangfireSQLite.Differential;

/// <summary>The members of a storage, as Hangfire's core declares them, and those that the written scripts call.</summary>
internal static class Members
{
    /// <summary>Gets the members that every storage must have.</summary>
    public static IReadOnlyList<string> Mandatory { get; } = [.. Of(method => method.IsAbstract)];

    /// <summary>Gets the members that a storage may have.</summary>
    public static IReadOnlyList<string> Optional { get; } = [.. Of(method => !method.IsAbstract)];

    public static IReadOnlySet<string> Called { get; } =
        AllScripts.All.SelectMany(script => script.Steps).SelectMany(step => step.Calls).Select(call => call.Member).ToHashSet();

    private static IEnumerable<string> Of(Func<MethodInfo, bool> kind) =>
        from owner in new[]
        {
            typeof(JobStorage), typeof(JobStorageConnection), typeof(JobStorageTransaction), typeof(JobStorageMonitor), typeof(IFetchedJob),
        }
        from method in owner.GetMethods().Concat(owner.IsInterface ? owner.GetInterfaces().SelectMany(parent => parent.GetMethods()) : [])
        where method.IsVirtual && !method.IsFinal && method.DeclaringType != typeof(object) && kind(method)
        select Call.MemberOf(owner, method);
}
