using System.Globalization;
using System.Text.Json;
using WebhookStudio.Bench.Jobs;
using WebhookStudio.Bench.Processes;
using WebhookStudio.Bench.Report;

namespace WebhookStudio.Bench.Measurements;

/// <summary>The job storage beside Hangfire's own in memory and that of PostgreSQL.</summary>
internal sealed class JobStorageComparison : IMeasurement
{
    private const int Jobs = 20_000;
    private const int JobsOnPostgreSql = 3_000;
    private const int Finished = 100_000;

    // As the application sets it, so that code is compiled alike.
    private static readonly Dictionary<string, string> Settings = new() { ["DOTNET_TieredPGO"] = "0" };

    public string Name => "jobs";

    public string About => "the job storage, beside InMemory and PostgreSQL";

    public bool UsesApplication => false;

    public async Task RunAsync(BenchRun run)
    {
        using var folder = new DataDirectory();
        var memory = await MeasureAsync(run, JobStorages.InMemory, folder.Path, Jobs);
        var own = await MeasureAsync(run, JobStorages.SQLite, folder.Path, Jobs);
        await MeasurePostgreSqlAsync(run);

        run.Record("SQLite / InMemory, run", "", own.Run / memory.Run, "at least 0.12");
        run.Record("SQLite / InMemory, enqueue to start p50", "", Median(own) / Median(memory), "at most 2");
    }

    private static async Task MeasurePostgreSqlAsync(BenchRun run)
    {
        await using var postgres = await PostgresCluster.StartAsync(run.Stopping);

        if (postgres is null)
        {
            Console.Error.WriteLine("PostgreSQL is not installed (apt-get install postgresql): it is left out.");

            return;
        }

        await MeasureAsync(run, JobStorages.PostgreSql, postgres.ConnectionString, JobsOnPostgreSql);
    }

    private static async Task<JobFigures> MeasureAsync(BenchRun run, string storage, string place, int jobs)
    {
        string[] arguments =
        [
            JobProgram.Command, storage, place,
            .. new[] { run.Options.CountOf(jobs), run.Options.CountOf(Finished), run.Options.Idle }.Select(Text),
        ];
        await using var process = new ChildProcess(typeof(JobProgram).Assembly.Location, arguments, Settings);
        var figures = JsonSerializer.Deserialize<JobFigures>(await process.FirstLineAsync(run.Stopping))!;
        Record(run, storage, figures);

        return figures;
    }

    private static void Record(BenchRun run, string storage, JobFigures figures)
    {
        var own = storage == JobStorages.SQLite;
        run.Record($"{storage}, enqueue, 1 thread", "jobs/s", figures.EnqueuedByOne);
        run.Record($"{storage}, enqueue, 4 threads", "jobs/s", figures.EnqueuedByFour, own ? "at least 8,000" : null);
        run.Record($"{storage}, run, 20 workers", "jobs/s", figures.Run, own ? "at least 5,000" : null);
        run.Record($"{storage}, CPU per 1,000 run", "s", figures.RunCpuSeconds * 1000);
        run.Record($"{storage}, enqueue to start", figures.StartMilliseconds);
        run.Record($"{storage}, idle", "% of a core", figures.IdleCores * 100, own ? "under 1" : null);

        foreach (var (page, milliseconds) in figures.PageMilliseconds)
        {
            run.Record($"{storage}, page {page}", "ms", milliseconds, own ? "under 100" : null);
        }
    }

    private static double Median(JobFigures figures) => Sample.Quantile([.. figures.StartMilliseconds.Order()], 0.5);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
