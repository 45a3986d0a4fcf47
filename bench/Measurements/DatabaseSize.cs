using WebhookStudio.Bench.Receiver;

namespace WebhookStudio.Bench.Measurements;

/// <summary>How much the database grows with deliveries: from before the submits until all are delivered.</summary>
internal sealed class DatabaseSize : IMeasurement
{
    private const int Connections = 32;
    private const double Megabyte = 1024 * 1024;

    // The bodies that went out, and what was exchanged; both are kept as long as the settings of retention say.
    private static readonly string[] Bodies = ["delivery_payloads", "attempt_exchanges"];

    // What a task has been through is kept for the webhook documents and the export, not for its delivery.
    private const string History = "stage_visits";

    public string Name => "size";

    public string About => "the database before submits and after their deliveries, table by table";

    public async Task RunAsync(BenchRun run)
    {
        var count = run.Options.CountOf(10_000);
        await using var studio = await run.StartStudioAsync();
        var (project, tasks) = await studio.CreateLabelingAsync(count, run.Stopping);
        var before = TableSizes.Of(studio.DatabaseFile);

        await studio.Sink.ResetAsync(SinkMode.Accept, count, run.Stopping);
        await Submits.SubmitAllAsync(studio, tasks, Connections, run.Stopping);
        await studio.Sink.ReachedAsync(run.Stopping);
        await studio.SettledAsync(project, run.Stopping);

        Record(run, before, TableSizes.Of(studio.DatabaseFile), 100_000d / count / Megabyte);
    }

    private static void Record(BenchRun run, TableSizes before, TableSizes after, double scale)
    {
        var growth = after.Tables.ToDictionary(
            table => table.Key, table => (table.Value - before.Tables.GetValueOrDefault(table.Key)) * scale);

        run.Record(
            "100,000 deliveries without bodies",
            "MB",
            growth.Where(table => !Bodies.Contains(table.Key)).Sum(table => table.Value),
            "at most 25");
        run.Record(
            "of this, deliveries, attempts and tasks",
            "MB",
            growth.Where(table => !Bodies.Contains(table.Key) && table.Key != History).Sum(table => table.Value));
        run.Record("of this, history of the stages", "MB", growth.GetValueOrDefault(History));
        run.Record("100,000 deliveries with everything", "MB", growth.Values.Sum());

        foreach (var (table, megabytes) in growth.Where(table => table.Value > 0).OrderBy(table => table.Key))
        {
            run.Record($"table {table}", "MB", megabytes);
        }
    }
}
