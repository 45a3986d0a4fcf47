namespace WebhookStudio.Tests.Platform.HangfireSQLite.Differential.Scripts;

/// <summary>Sets: values with scores.</summary>
internal static class SetScripts
{
    private static readonly string[] Batch = ["p", "q", "p", "a"];

    public static IReadOnlyList<Script> All { get; } =
    [
        new Script("an empty set")
            .Connection(
                c => c.GetAllItemsFromSet("s"),
                c => c.GetSetCount("s"),
                c => c.GetSetContains("s", "a"),
                c => c.GetRangeFromSet("s", 0, 9),
                c => c.GetSetTtl("s"),
                c => c.GetFirstByLowestScoreFromSet("s", double.MinValue, double.MaxValue),
                c => c.GetFirstByLowestScoreFromSet("s", double.MinValue, double.MaxValue, 5))
            .Commit(t => t.RemoveFromSet("s", "a"), t => t.RemoveSet("s"), t => t.ExpireSet("s", Sample.Hour), t => t.PersistSet("s"))
            .Connection(c => c.GetSetCount("s"), c => c.GetSetTtl("s")),

        Filled("values are ordered by score, then by value")
            .Connection(
                c => c.GetRangeFromSet("s", 0, 9),
                c => c.GetRangeFromSet("s", 1, 2),
                c => c.GetRangeFromSet("s", 3, 3),
                c => c.GetRangeFromSet("s", 5, 9),
                c => c.GetAllItemsFromSet("s"),
                c => c.GetSetCount("s")),

        Filled("the lowest scores within bounds come first, bounds included")
            .Connection(
                c => c.GetFirstByLowestScoreFromSet("s", -10, 10),
                c => c.GetFirstByLowestScoreFromSet("s", 0, 2),
                c => c.GetFirstByLowestScoreFromSet("s", 2, 2),
                c => c.GetFirstByLowestScoreFromSet("s", 2.5, 9),
                c => c.GetFirstByLowestScoreFromSet("s", 8, 9),
                c => c.GetFirstByLowestScoreFromSet("s", -9, -8),
                c => c.GetFirstByLowestScoreFromSet("s", -10, 10, 2),
                c => c.GetFirstByLowestScoreFromSet("s", 1, 3, 10),
                c => c.GetFirstByLowestScoreFromSet("s", 2, 2, 1),
                c => c.GetFirstByLowestScoreFromSet("s", 8, 9, 10),
                c => c.GetFirstByLowestScoreFromSet("s", double.NegativeInfinity, double.PositiveInfinity, 3)),

        Filled("a value added again takes the new score")
            .Commit(t => t.AddToSet("s", "c", 9), t => t.AddToSet("s", "a"))
            .Connection(c => c.GetRangeFromSet("s", 0, 9), c => c.GetSetCount("s"))
            .Commit(t => t.AddRangeToSet("s", Batch))
            .Connection(c => c.GetRangeFromSet("s", 0, 9), c => c.GetSetContains("s", "q"), c => c.GetSetContains("s", "Q")),

        Filled("values go, and with the last the set and its expiry")
            .Commit(t => t.ExpireSet("s", Sample.Hour), t => t.RemoveFromSet("s", "c"), t => t.RemoveFromSet("s", "unknown"))
            .Connection(c => c.GetSetTtl("s"), c => c.GetRangeFromSet("s", 0, 9))
            .Commit(
                t => t.RemoveFromSet("s", "a"),
                t => t.RemoveFromSet("s", "b"),
                t => t.RemoveFromSet("s", "d"),
                t => t.RemoveFromSet("s", "C"))
            .Connection(c => c.GetSetCount("s"), c => c.GetSetTtl("s"))
            .Commit(t => t.AddToSet("s", "new"))
            .Connection(c => c.GetSetTtl("s")),

        Filled("a set expires, is kept, grows, and is removed")
            .Connection(c => c.GetSetTtl("s"))
            .Commit(t => t.ExpireSet("s", Sample.Hour))
            .Connection(c => c.GetSetTtl("s"))
            .Commit(t => t.AddToSet("s", "later"), t => t.AddRangeToSet("s", Batch))
            .Connection(c => c.GetSetTtl("s"), c => c.GetSetCount("s"))
            .Commit(t => t.PersistSet("s"))
            .Connection(c => c.GetSetTtl("s"))
            .Commit(t => t.ExpireSet("s", Sample.Day), t => t.RemoveSet("s"))
            .Connection(c => c.GetSetTtl("s"), c => c.GetAllItemsFromSet("s")),

        Filled("sets are counted together up to a limit")
            .Commit(t => t.AddToSet("t", "a"), t => t.AddToSet("t", "b"))
            .Connection(
                c => c.GetSetCount(new[] { "s", "t", "unknown" }, 100),
                c => c.GetSetCount(new[] { "s", "t" }, 6),
                c => c.GetSetCount(new[] { "s", "t" }, 3),
                c => c.GetSetCount(new[] { "t", "t" }, 100),
                c => c.GetSetCount(new[] { "s" }, 0),
                c => c.GetSetCount(Array.Empty<string>(), 5)),

        new Script("values that are hard to store")
            .Commit(
                t => t.AddToSet("s", ""),
                t => t.AddToSet("s", " "),
                t => t.AddToSet("s", "it's; -- %_*?["),
                t => t.AddToSet("s", "Ä"),
                t => t.AddToSet("s", "ä"),
                t => t.AddToSet("s", "a\u0000b"),
                t => t.AddToSet("", "empty key", 1e300),
                t => t.AddToSet("S", "other key", -1e-300))
            .Connection(
                c => c.GetRangeFromSet("s", 0, 20),
                c => c.GetSetContains("s", ""),
                c => c.GetSetContains("s", "it's; -- %_*?["),
                c => c.GetSetContains("s", "%"),
                c => c.GetSetContains("s", "a\u0000b"),
                c => c.GetSetContains("s", "a"),
                c => c.GetAllItemsFromSet(""),
                c => c.GetAllItemsFromSet("S"),
                c => c.GetFirstByLowestScoreFromSet("S", -1, 0)),
    ];

    private static Script Filled(string name) => new Script(name).Commit(
        t => t.AddToSet("s", "d", 3.5),
        t => t.AddToSet("s", "b", 2),
        t => t.AddToSet("s", "C", 2),
        t => t.AddToSet("s", "c", -1),
        t => t.AddToSet("s", "a", 2));
}
