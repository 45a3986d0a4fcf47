using System.Diagnostics;
using System.Globalization;
using WebhookStudio.Bench.Processes;
using WebhookStudio.Domain;

namespace WebhookStudio.Bench.Pages;

/// <summary>Measures every query that the pages of the application make on a large database.</summary>
internal static class PagesCommand
{
    public const string Command = "pages";

    private const int WarmUps = 2;

    private const string Usage = """
        Usage: dotnet run -c Release --project bench -- pages --data <folder> [options]

          --data <folder>       a data folder that 'fill' has made; a copy of it is measured
          --runs <n>            how often each question is asked, after two times that do not count (20)
          --only <text>         only the questions whose names hold this text
          --sql <ms>            prints the text of each query whose median is as long or longer
        """;

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        if (PagesOptions.Parse(arguments) is not { } options)
        {
            Console.Error.WriteLine(Usage);

            return 2;
        }

        using var copy = new DataDirectory();
        Copy(options.Data, copy.Path);
        var machine = CpuWatch.Start();
        var failed = await MeasureAsync(options, copy.Path);
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Other programs took {machine.ForeignShare() * 100:0} % of the processor time."));

        return failed ? 1 : 0;
    }

    private static async Task<bool> MeasureAsync(PagesOptions options, string folder)
    {
        await using var host = new PageHost(folder);
        var visit = new PageVisit(
            await host.SignInAsync(CancellationToken.None), host.CreateApiClient(), host.Services, CancellationToken.None);
        var questions = PageQuestions.All(PagePlaces.Read(Path.Combine(folder, "studio.db")), TimeProvider.System)
            .Where(question => question.Name.Contains(options.Only, StringComparison.OrdinalIgnoreCase));
        using var watch = new QueryWatch();
        var table = new PageTable(options.Sql);
        PageTable.Begin();

        foreach (var question in questions)
        {
            try
            {
                table.Add(question.Name, await AskAsync(question, visit, watch, options.Runs));
            }
            catch (Exception failure) when (failure is InvalidOperationException or DomainRuleException or HttpRequestException)
            {
                table.AddFailure(question.Name, failure.Message);
            }
        }

        table.End();

        return table.HasFailures;
    }

    private static async Task<List<AnsweredOnce>> AskAsync(PageQuestion question, PageVisit visit, QueryWatch watch, int runs)
    {
        var answers = new List<AnsweredOnce>();

        for (var run = -WarmUps; run < runs; run++)
        {
            watch.Take();
            var started = Stopwatch.GetTimestamp();
            await question.AskAsync(visit);
            var whole = Stopwatch.GetElapsedTime(started).TotalMilliseconds;

            if (run >= 0)
            {
                answers.Add(new(whole, watch.Take()));
            }
        }

        return answers;
    }

    private static void Copy(string from, string to)
    {
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }
    }
}

/// <summary>A question that was asked once.</summary>
/// <param name="Milliseconds">From asking to the end of the answer.</param>
/// <param name="Queries">The queries made meanwhile.</param>
internal sealed record AnsweredOnce(double Milliseconds, IReadOnlyList<MadeQuery> Queries);
