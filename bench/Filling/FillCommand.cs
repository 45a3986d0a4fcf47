using System.Diagnostics;
using System.Globalization;
using WebhookStudio.Bench.Processes;

namespace WebhookStudio.Bench.Filling;

/// <summary>Makes a data folder with a large database in it: the application makes the database, its owner and a project;
/// then the rows are added while it does not run.</summary>
internal static class FillCommand
{
    public const string Command = "fill";

    private const string Usage = """
        Usage: dotnet run -c Release --project bench -- fill --folder <folder> [options]

          --folder <folder>     where the data folder is made; it must be empty, or not be there
          --tasks <n>           how many assets with a task each (200000)
          --attempts <n>        how many lines of the log (1000000)
          --seed <n>            another number makes other rows (1)
          --app <folder>        runs what is published there, instead of publishing first
        """;

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        try
        {
            var options = Options(arguments);
            var plan = Plan(options);
            plan.Check();
            await MakeAsync(EmptyFolder(options["--folder"]), options.GetValueOrDefault("--app"), plan);

            return 0;
        }
        catch (ArgumentException refused)
        {
            Console.Error.WriteLine(refused.Message);
            Console.Error.WriteLine(Usage);

            return 2;
        }
    }

    private static Dictionary<string, string> Options(IReadOnlyList<string> arguments)
    {
        var options = new Dictionary<string, string>();

        foreach (var pair in arguments.Chunk(2))
        {
            if (pair is not ["--folder" or "--tasks" or "--attempts" or "--seed" or "--app", var value])
            {
                throw new ArgumentException($"{string.Join(' ', pair)} is not an option with a value.");
            }

            options[pair[0]] = value;
        }

        return options.ContainsKey("--folder") ? options : throw new ArgumentException("--folder is missing.");
    }

    private static FillPlan Plan(Dictionary<string, string> options)
    {
        // On the full minute: two runs in a row differ by that alone.
        var now = TimeProvider.System.GetUtcNow();

        return new(Whole("--tasks", 200_000), Whole("--attempts", 1_000_000), now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)))
        {
            Seed = Whole("--seed", 1),
        };

        int Whole(string name, int otherwise) => options.TryGetValue(name, out var text)
            ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new ArgumentException($"{name} is '{text}', which is not a whole number.")
            : otherwise;
    }

    private static string EmptyFolder(string path) => Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()
        ? throw new ArgumentException($"{path} is not empty. Delete it or name another folder.")
        : Directory.CreateDirectory(path).FullName;

    private static async Task MakeAsync(string folder, string? published, FillPlan plan)
    {
        var app = published is null ? await Publishing.PublishAsync(CancellationToken.None) : Path.GetFullPath(published);
        var started = Stopwatch.StartNew();
        var scene = await PrepareAsync(app, folder);
        var file = Path.Combine(folder, "studio.db");
        FillDatabase.Fill(file, scene, plan, Tell);
        var megabytes = new FileInfo(file).Length / 1e6;
        Tell(string.Create(
            CultureInfo.InvariantCulture, $"{folder}: {plan.Tasks} tasks, {plan.Attempts} attempts, {megabytes:0} MB"));

        void Tell(string line) => Console.Error.WriteLine($"{started.Elapsed.TotalSeconds,6:0.0} s  {line}");
    }

    private static async Task<FillScene> PrepareAsync(string app, string folder)
    {
        await using var studio = new AppProcess(app, folder, owner: StudioOwner.Bakery);
        await studio.WaitForAsync("/healthz", CancellationToken.None);

        return await FillProject.CreateAsync(
            studio.Client, folder, Path.Combine(Publishing.Repository(), "WebhookStudio", "Features", "Samples", "Pictures"),
            CancellationToken.None);
    }
}
