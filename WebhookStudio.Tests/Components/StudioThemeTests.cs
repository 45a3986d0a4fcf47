using System.Text.RegularExpressions;
using MudBlazor;
using MudBlazor.Utilities;
using WebhookStudio.Components.Layout;

namespace WebhookStudio.Tests.Components;

public sealed partial class StudioThemeTests
{
    private static readonly (string Token, Func<Palette, MudColor> Read)[] Shared =
    [
        ("primary", p => p.Primary), ("on-primary", p => p.PrimaryContrastText), ("primary-hover", p => p.PrimaryDarken),
        ("info", p => p.Info), ("success", p => p.Success), ("warning", p => p.Warning), ("error", p => p.Error),
        ("text", p => p.TextPrimary), ("text-muted", p => p.TextSecondary), ("text-muted", p => p.ActionDefault),
        ("text-disabled", p => p.TextDisabled),
        ("bg", p => p.Background), ("bg", p => p.AppbarBackground), ("bg", p => p.DrawerBackground),
        ("surface-sunken", p => p.BackgroundGray), ("surface", p => p.Surface),
        ("text", p => p.AppbarText), ("text-muted", p => p.DrawerText), ("text-muted", p => p.DrawerIcon),
        ("border", p => p.LinesDefault), ("border", p => p.Divider), ("border", p => p.TableLines), ("control", p => p.LinesInputs),
    ];

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void Palette_SharedColors_AreTheTokens(string theme)
    {
        var tokens = ReadTokens(theme);
        Palette palette = theme == "light" ? StudioTheme.Theme.PaletteLight : StudioTheme.Theme.PaletteDark;

        Assert.All(Shared, pair => Assert.Equal(tokens[pair.Token], Hex(pair.Read(palette))));
    }

    [Fact]
    public void StyleSheets_OutsideOfTokens_HoldNoLiteralColor()
    {
        var sheets = Directory.GetFiles(Path.Combine(Wwwroot.Path, "css"), "*.css")
            .Where(file => Path.GetFileName(file) != "tokens.css");

        Assert.All(sheets, file => Assert.DoesNotMatch(Color(), File.ReadAllText(file)));
    }

    private static Dictionary<string, string> ReadTokens(string theme)
    {
        var css = File.ReadAllText(Path.Combine(Wwwroot.Path, "css", "tokens.css"));
        var block = Regex.Match(css, $@"\.theme-{theme} \{{(.*?)\n\}}", RegexOptions.Singleline).Groups[1].Value;

        return Token().Matches(block).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.ToUpperInvariant());
    }

    private static string Hex(MudColor color) => color.ToString(MudColorOutputFormats.Hex).ToUpperInvariant();

    [GeneratedRegex("--([a-z-]+): (#[0-9A-Fa-f]{6});")]
    private static partial Regex Token();

    [GeneratedRegex(@"#[0-9A-Fa-f]{3,8}\b(?![^;{]*\{)|\b(?:rgba?|hsla?)\(")]
    private static partial Regex Color();
}
