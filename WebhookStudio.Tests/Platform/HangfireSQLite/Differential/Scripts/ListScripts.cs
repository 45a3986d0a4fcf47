namespace WebhookStudio.Tests.Platform.HangfireSQLite.Differential.Scripts;

/// <summary>Lists: the last value first.</summary>
internal static class ListScripts
{
    public static IReadOnlyList<Script> All { get; } =
    [
        new Script("an empty list")
            .Connection(
                c => c.GetAllItemsFromList("l"),
                c => c.GetRangeFromList("l", 0, 9),
                c => c.GetListCount("l"),
                c => c.GetListTtl("l"))
            .Commit(
                t => t.RemoveFromList("l", "a"),
                t => t.TrimList("l", 0, 5),
                t => t.ExpireList("l", Sample.Hour),
                t => t.PersistList("l"))
            .Connection(c => c.GetListCount("l"), c => c.GetListTtl("l")),

        Filled("the last inserted comes first")
            .Connection(
                c => c.GetAllItemsFromList("l"),
                c => c.GetRangeFromList("l", 0, 0),
                c => c.GetRangeFromList("l", 1, 3),
                c => c.GetRangeFromList("l", 4, 20),
                c => c.GetRangeFromList("l", 20, 21),
                c => c.GetListCount("l"),
                c => c.GetAllItemsFromList("L")),

        Filled("all equal values are removed")
            .Commit(t => t.RemoveFromList("l", "a"), t => t.RemoveFromList("l", "unknown"))
            .Connection(c => c.GetAllItemsFromList("l"))
            .Commit(t => t.RemoveFromList("l", "A"), t => t.RemoveFromList("l", "b"), t => t.RemoveFromList("l", ""))
            .Connection(c => c.GetAllItemsFromList("l"), c => c.GetListCount("l")),

        Trimmed("a list is trimmed inside", 1, 2),
        Trimmed("a list is trimmed to its first", 0, 0),
        Trimmed("a list is trimmed beyond its end", 2, 100),
        Trimmed("a list is trimmed to nothing that is there", 50, 60),
        Trimmed("a list is trimmed to an empty range", 3, 1),
        Trimmed("a list is trimmed from before its start", -2, 1),

        Filled("a list expires, is kept, grows, and ends")
            .Commit(t => t.ExpireList("l", Sample.Hour))
            .Connection(c => c.GetListTtl("l"))
            .Commit(t => t.InsertToList("l", "later"))
            .Connection(c => c.GetListTtl("l"), c => c.GetListCount("l"))
            .Commit(t => t.PersistList("l"))
            .Connection(c => c.GetListTtl("l"))
            .Commit(t => t.ExpireList("l", Sample.Day), t => t.TrimList("l", 90, 99))
            .Connection(c => c.GetListTtl("l"), c => c.GetAllItemsFromList("l"))
            .Commit(t => t.InsertToList("l", "new"))
            .Connection(c => c.GetListTtl("l")),

        new Script("inserting and removing within one transaction keep their order")
            .Commit(
                t => t.InsertToList("l", "a"),
                t => t.RemoveFromList("l", "a"),
                t => t.InsertToList("l", "b"),
                t => t.InsertToList("l", "c"),
                t => t.TrimList("l", 0, 0),
                t => t.InsertToList("l", "d"))
            .Connection(c => c.GetAllItemsFromList("l")),
    ];

    private static Script Trimmed(string name, int from, int to) => Filled(name)
        .Commit(t => t.TrimList("l", from, to))
        .Connection(c => c.GetAllItemsFromList("l"));

    private static Script Filled(string name) => new Script(name).Commit(
        t => t.InsertToList("l", "a"),
        t => t.InsertToList("l", "b"),
        t => t.InsertToList("l", ""),
        t => t.InsertToList("l", "A"),
        t => t.InsertToList("l", "a"));
}
