namespace WebhookStudio.Tests.Platform.HangfireSQLite.Differential.Scripts;

/// <summary>Counters.</summary>
internal static class CounterScripts
{
    public static IReadOnlyList<Script> All { get; } =
    [
        new Script("counters count up and down")
            .Connection(c => c.GetCounter("n"))
            .Commit(t => t.IncrementCounter("n"), t => t.IncrementCounter("n"), t => t.IncrementCounter("other"))
            .Connection(c => c.GetCounter("n"), c => c.GetCounter("other"), c => c.GetCounter("N"))
            .Commit(t => t.DecrementCounter("n"), t => t.DecrementCounter("n"), t => t.DecrementCounter("other"))
            .Connection(c => c.GetCounter("n"), c => c.GetCounter("other"))
            .Commit(t => t.DecrementCounter("n"))
            .Connection(c => c.GetCounter("n")),

        new Script("counters that expire count the same")
            .Commit(t => t.IncrementCounter("n", Sample.Hour), t => t.IncrementCounter("n", Sample.Day), t => t.IncrementCounter("n"))
            .Connection(c => c.GetCounter("n"))
            .Commit(t => t.DecrementCounter("n", Sample.Hour), t => t.DecrementCounter("n", Sample.Hour))
            .Connection(c => c.GetCounter("n"))
            .Commit(t => t.DecrementCounter("n", Sample.Hour))
            .Connection(c => c.GetCounter("n"))
            .Commit(t => t.DecrementCounter("n", Sample.Hour))
            .Connection(c => c.GetCounter("n")),
    ];
}
