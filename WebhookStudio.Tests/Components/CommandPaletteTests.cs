using Bunit;
using Microsoft.Extensions.DependencyInjection;
using WebhookStudio.Components.Layout;
using WebhookStudio.Features.Access;

namespace WebhookStudio.Tests.Components;

public sealed class CommandPaletteTests : BunitContext
{
    private readonly SlowSearch _search = new();

    public CommandPaletteTests()
    {
        this.AddAuthorization().SetAuthorized("ada@bakery.example").SetRoles(StudioRoles.Manager);
        Services.AddSingleton<ICommandSearch>(_search);
    }

    [Fact]
    public async Task Search_AnswersOvertakeEachOther_ShowsTheLastQuestion()
    {
        var palette = Render<CommandPalette>();
        var first = palette.Find("input").InputAsync("ta");
        var second = palette.Find("input").InputAsync("task5");

        _search.Answer("task5", Entry("task5.png"));
        await second;
        _search.Answer("ta", Entry("Tasks"));
        await first;

        Assert.Equal("task5.png", palette.Find("[role=option] .truncate").TextContent);
    }

    [Fact]
    public async Task Search_NothingFound_SaysWhatIsLookedFor()
    {
        var palette = Render<CommandPalette>();
        var asked = palette.Find("input").InputAsync("xyz");

        _search.Answer("xyz");
        await asked;

        Assert.Contains("Nothing is called \"xyz\"", palette.Markup, StringComparison.Ordinal);
    }

    private static CommandEntry Entry(string title) => new("Tasks", title, "i-tasks", "/there");

    private sealed class SlowSearch : ICommandSearch
    {
        private readonly Dictionary<string, TaskCompletionSource<IReadOnlyList<CommandEntry>>> _asked = [];

        public Task<IReadOnlyList<CommandEntry>> FindAsync(
            string? projectId, string text, bool manages, CancellationToken cancellationToken) =>
            (_asked[text] = new()).Task;

        public void Answer(string text, params CommandEntry[] entries) => _asked[text].SetResult(entries);
    }
}
