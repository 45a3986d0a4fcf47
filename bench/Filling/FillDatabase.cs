using Microsoft.Data.Sqlite;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Bench.Filling;

/// <summary>Fills the database of a new project with the tasks and the log of a busy month.</summary>
/// <remarks>The application must not run meanwhile: the file is written without its safety, which is given back at the end.
/// What goes wrong on the way leaves a file that is good for nothing.</remarks>
internal static class FillDatabase
{
    private const string Fast = """
        PRAGMA journal_mode = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;
        PRAGMA cache_size = -400000; PRAGMA temp_store = MEMORY;
        """;

    private const string Safe = "PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";

    /// <summary>Fills the file of a database.</summary>
    /// <param name="file">The path of <c>studio.db</c>.</param>
    /// <param name="scene">The project, which has no task yet.</param>
    /// <param name="plan">What to make.</param>
    /// <param name="tell">Takes a line for each step.</param>
    /// <exception cref="ArgumentException">The plan makes no sense.</exception>
    public static void Fill(string file, FillScene scene, FillPlan plan, Action<string> tell)
    {
        plan.Check();
        var random = new Random(plan.Seed);
        var rhythm = new FillRhythm(plan.Until - FillPlan.ImportLength, plan.Until);
        var drawing = new FillTasks(plan, rhythm, random);
        var tasks = drawing.Draw();
        var log = new FillDeliveries(plan, rhythm, random);
        log.Draw(drawing.Labeled(tasks));
        log.Top(tasks);
        tell($"{tasks.Length:N0} tasks, {log.Deliveries.Count:N0} deliveries and {log.Attempts.Count:N0} attempts are drawn");

        var (deliveries, attempts) = Sorted(log);
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Run(connection, Fast);

        var taskRows = new FillTaskRows(connection, scene, random);
        var logRows = new FillLogRows(connection, scene);
        Step("assets", () => taskRows.InsertAssets(tasks, plan, drawing.Batches));
        Step("tasks and their histories", () => taskRows.InsertTasks(tasks));
        Step("attempts and their tallies", () => logRows.InsertAttempts(attempts));

        // An attempt says how its delivery stands, so that the deliveries come after.
        Step("deliveries", () => logRows.InsertDeliveries(deliveries));
        Step("bodies", () => InsertBodies(logRows, deliveries, attempts, plan));
        Run(connection, Safe);

        void Step(string what, Action insert)
        {
            Run(connection, "BEGIN");
            insert();
            Run(connection, "COMMIT");
            tell($"{what} are in");
        }
    }

    private static (FilledDelivery[] Deliveries, FilledAttempt[] Attempts) Sorted(FillDeliveries log)
    {
        var deliveries = log.Deliveries.ToArray();
        var attempts = log.Attempts.ToArray();
        Array.Sort(Array.ConvertAll(deliveries, delivery => delivery.CreatedAt), deliveries);
        Array.Sort(Array.ConvertAll(attempts, attempt => attempt.At), attempts);

        foreach (var (number, delivery) in deliveries.Index())
        {
            delivery.Number = number;
        }

        return (deliveries, attempts);
    }

    /// <summary>Bodies lie in the database for a while, and for as long as they are owed.</summary>
    private static void InsertBodies(FillLogRows rows, FilledDelivery[] deliveries, FilledAttempt[] attempts, FillPlan plan)
    {
        var newest = attempts.Index().TakeLast(plan.Exchanges).Where(line => !line.Item.IsTest).ToList();
        rows.InsertExchanges(newest);
        rows.InsertPayloads(deliveries.Where(delivery => delivery.Status is not DeliveryStatus.Delivered)
            .Union(newest.Select(line => line.Item.Delivery)));
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
