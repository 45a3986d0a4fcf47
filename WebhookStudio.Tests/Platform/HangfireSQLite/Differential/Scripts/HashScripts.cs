namespace WebhookStudio.Tests.Platform.HangfireSQLite.Differential.Scripts;

/// <summary>Hashes: names with values.</summary>
internal static class HashScripts
{
    private static readonly Dictionary<string, string?> First = new() { ["a"] = "1", ["b"] = null, ["c"] = "", ["A"] = "upper" };
    private static readonly Dictionary<string, string?> Second = new() { ["a"] = "2", ["d"] = "käse 'quoted' \u0000" };
    private static readonly Dictionary<string, string?> Nothing = [];

    public static IReadOnlyList<Script> All { get; } =
    [
        new Script("an empty hash")
            .Connection(
                c => c.GetAllEntriesFromHash("h"),
                c => c.GetValueFromHash("h", "a"),
                c => c.GetHashCount("h"),
                c => c.GetHashTtl("h"),
                c => c.SetRangeInHash("h", Nothing),
                c => c.GetAllEntriesFromHash("h"))
            .Commit(
                t => t.RemoveHash("h"),
                t => t.ExpireHash("h", Sample.Hour),
                t => t.PersistHash("h"),
                t => t.SetRangeInHash("h", Nothing))
            .Connection(c => c.GetAllEntriesFromHash("h"), c => c.GetHashTtl("h")),

        new Script("entries are added and replaced")
            .Connection(
                c => c.SetRangeInHash("h", First),
                c => c.GetAllEntriesFromHash("h"),
                c => c.SetRangeInHash("h", Second),
                c => c.GetAllEntriesFromHash("h"),
                c => c.GetHashCount("h"),
                c => c.GetValueFromHash("h", "a"),
                c => c.GetValueFromHash("h", "A"),
                c => c.GetValueFromHash("h", "b"),
                c => c.GetValueFromHash("h", "c"),
                c => c.GetValueFromHash("h", "unknown"),
                c => c.GetAllEntriesFromHash("H"))
            .Commit(t => t.SetRangeInHash("h", First), t => t.SetRangeInHash("other", Second))
            .Connection(c => c.GetAllEntriesFromHash("h"), c => c.GetAllEntriesFromHash("other")),

        new Script("a hash expires, is kept, grows, and is removed")
            .Commit(t => t.SetRangeInHash("h", First), t => t.ExpireHash("h", Sample.Hour))
            .Connection(c => c.GetHashTtl("h"), c => c.SetRangeInHash("h", Second), c => c.GetHashTtl("h"), c => c.GetHashCount("h"))
            .Commit(t => t.PersistHash("h"))
            .Connection(c => c.GetHashTtl("h"))
            .Commit(t => t.ExpireHash("h", Sample.Day), t => t.RemoveHash("h"))
            .Connection(c => c.GetHashTtl("h"), c => c.GetAllEntriesFromHash("h"))
            .Commit(t => t.SetRangeInHash("h", First))
            .Connection(c => c.GetHashTtl("h")),
    ];
}
