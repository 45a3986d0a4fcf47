using Hangfire.Storage;

namespace WebhookStudio.Tests.Platform.HangfireSQLite.Differential;

/// <summary>What a script does at once: a call, or the calls of a transaction.</summary>
/// <param name="Calls">The calls, in order.</param>
internal sealed record Step(IReadOnlyList<Call> Calls)
{
    /// <summary>Makes the calls in a transaction of a connection, and then commits it or throws it away.</summary>
    public static Step Transaction(string connection, IEnumerable<Call> calls, bool commit) => new(
    [
        Call.Of<JobStorageConnection>(connection, c => c.CreateWriteTransaction()),
        .. calls,
        .. commit ? [Call.Of<JobStorageTransaction>(Actor.Transaction, t => t.Commit())] : Array.Empty<Call>(),
        Call.Of<JobStorageTransaction>(Actor.Transaction, t => t.Dispose()),
    ]);

    public override string ToString() => string.Join("; ", Calls);
}
