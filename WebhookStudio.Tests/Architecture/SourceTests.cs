using System.Runtime.CompilerServices;

namespace WebhookStudio.Tests.Architecture;

/// <summary>Rules about the sources themselves.</summary>
public class SourceTests
{
    private const int MostLines = 300;

    private static readonly string[] Projects = ["WebhookStudio", "WebhookStudio.Domain", "WebhookStudio.Tests"];

    private static string Root => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    [Fact]
    public void Sources_AreShort()
    {
        var long_ = Sources("*.cs").Concat(Sources("*.razor"))
            .Where(file => !file.Contains("Migrations", StringComparison.Ordinal))
            .Select(file => (file, Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines > MostLines)
            .Select(file => $"{Path.GetRelativePath(Root, file.file)}: {file.Lines} lines");

        Assert.Empty(long_);
    }

    [Fact]
    public void JobStorage_NamesNothingOfTheProduct()
    {
        var offenders =
            from file in Directory.EnumerateFiles(
                Path.Combine(Root, "WebhookStudio", "Platform", "HangfireSQLite"), "*.cs", SearchOption.AllDirectories)
            from line in File.ReadLines(file)
            where line.Contains("WebhookStudio", StringComparison.Ordinal)
            select $"{Path.GetRelativePath(Root, file)}: {line.Trim()}";

        Assert.Empty(offenders);
    }

    [Fact]
    public void Styles_NameColorsInTheTokensOnly()
    {
        var offenders =
            from file in Sources("*.css")
            where !file.EndsWith("tokens.css", StringComparison.Ordinal)
            from line in File.ReadLines(file)
            where System.Text.RegularExpressions.Regex.IsMatch(line, @"#[0-9a-fA-F]{3,8}\b(?![^(]*\))")
            select $"{Path.GetRelativePath(Root, file)}: {line.Trim()}";

        Assert.Empty(offenders);
    }

    private static IEnumerable<string> Sources(string pattern) =>
        Projects.SelectMany(project => Directory.EnumerateFiles(
            Path.Combine(Root, project), pattern, SearchOption.AllDirectories));

    private static string Here([CallerFilePath] string path = "") => path;
}
