using Hangfire.Server;

namespace WebhookStudio.Tests.Platform.HangfireSQLite.Differential.Scripts;

/// <summary>Servers, which announce themselves and show that they live.</summary>
internal static class ServerScripts
{
    private static readonly ServerContext Large = new() { Queues = ["urgent", "default"], WorkerCount = 20 };
    private static readonly ServerContext Small = new() { Queues = ["default"], WorkerCount = 1 };

    public static IReadOnlyList<Script> All { get; } =
    [
        new Script("servers come and go")
            .Monitor(m => m.Servers())
            .Connection(c => c.AnnounceServer("large", Large), c => c.AnnounceServer("Small", Small))
            .Monitor(m => m.Servers(), m => m.GetStatistics())
            .Connection(c => c.Heartbeat("large"), c => c.Heartbeat("Small"), c => c.AnnounceServer("large", Large))
            .Monitor(m => m.Servers())
            .Connection(c => c.RemoveServer("large"), c => c.RemoveServer("unknown"), c => c.Heartbeat("Small"))
            .Monitor(m => m.Servers(), m => m.GetStatistics()),

        new Script("a server that was removed learns it from its heartbeat")
            .Connection(
                c => c.Heartbeat("large"),
                c => c.AnnounceServer("large", Large),
                c => c.RemoveServer("large"),
                c => c.Heartbeat("large"),
                c => c.AnnounceServer("large", Large),
                c => c.Heartbeat("large"),
                c => c.Heartbeat("LARGE")),

        new Script("servers are removed when silent for too long")
            .Connection(
                c => c.RemoveTimedOutServers(Sample.Hour),
                c => c.AnnounceServer("large", Large),
                c => c.RemoveTimedOutServers(Sample.Hour),
                c => c.RemoveTimedOutServers(TimeSpan.FromTicks(1)),
                c => c.Heartbeat("large"))
            .Monitor(m => m.Servers()),
    ];
}
