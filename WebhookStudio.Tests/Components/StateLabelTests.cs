using System.Text.RegularExpressions;
using Bunit;
using WebhookStudio.Components.Shared;

namespace WebhookStudio.Tests.Components;

public sealed class StateLabelTests : BunitContext
{
    public static TheoryData<string> Words => [.. StudioState.All.Select(state => state.Word)];

    [Theory]
    [MemberData(nameof(Words))]
    public void Render_AnyState_ShowsIconAndWordInItsTone(string word)
    {
        var state = StudioState.All.Single(candidate => candidate.Word == word);

        var label = Render<StateLabel>(parameters => parameters.Add(p => p.State, state));

        var root = label.Find("span");
        Assert.Equal(word, root.TextContent.Trim());
        Assert.Equal(["state", $"is-{state.Tone}"], root.ClassList);
        Assert.Equal($"icons.svg#{state.Icon}", label.Find("svg.glyph use").GetAttribute("href"));
    }

    [Fact]
    public void Render_ChipWithText_ShowsTheTextInAChip()
    {
        var label = Render<StateLabel>(parameters => parameters
            .Add(p => p.State, StudioState.Held)
            .Add(p => p.Text, "12 held")
            .Add(p => p.Chip, true));

        Assert.Equal(["chip", "is-error"], label.Find("span").ClassList);
        Assert.Equal("12 held", label.Find("span").TextContent.Trim());
    }

    [Fact]
    public void All_EveryState_HasItsIconInTheSprite()
    {
        var sprite = File.ReadAllText(Path.Combine(Wwwroot.Path, "icons.svg"));
        var drawn = Regex.Matches(sprite, "symbol id=\"([^\"]+)\"").Select(match => match.Groups[1].Value).ToHashSet();

        Assert.All(StudioState.All, state => Assert.Contains(state.Icon, drawn));
    }
}
