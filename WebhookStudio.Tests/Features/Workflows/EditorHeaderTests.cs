using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Features.Workflows.Canvas;
using WebhookStudio.Features.Workflows.Drafts;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Workflows;

public sealed class EditorHeaderTests : BunitContext
{
    private static readonly Workflow Live = Workflow.WithWebhook(new() { Url = "https://ml.bakery.example/hook" });

    private static readonly WorkflowView View = new(Id<Project>.New(ListScene.Now), "Pastry detection", Live, WorkflowFacts.None)
    {
        Version = 8,
        SavedBy = "Ada",
        SavedAt = ListScene.Now.AddMinutes(-3),
    };

    private readonly CanvasModel _model = new(Live);

    public EditorHeaderTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(ListScene.Now));
        Services.AddScoped<BrowserTime>();
    }

    [Fact]
    public void Header_NothingChanged_SaysWhatIsLiveAndNothingElse()
    {
        var header = RenderHeader(DraftState.None);

        Assert.Equal("Live v8, saved 3 min ago by Ada", header.Find("[data-testid=editor-state]").TextContent.Trim());
        Assert.True(header.Find("[data-testid=save]").HasAttribute("disabled"));
    }

    [Fact]
    public void Header_DraftStored_CountsChangesQuietly()
    {
        _model.Rename(StageId.Label, "Draw");

        var header = RenderHeader(DraftState.Stored);

        Assert.Equal("1 unsaved change", header.Find("[data-testid=unsaved]").TextContent);
        Assert.Equal("Draft saved", header.Find("[data-testid=draft-state]").TextContent);
    }

    [Fact]
    public void Header_OthersEdit_NamesTwoAndCountsTheRest()
    {
        var header = RenderHeader(
            DraftState.None, new("Ben", true, ListScene.Now), new("Cleo", true, null), new("Dan", false, ListScene.Now), new("Eve", false, ListScene.Now));

        Assert.Equal(["Ben is editing too", "Cleo is here too"], header.FindAll("[data-testid=other-editor]").Select(chip => chip.TextContent));
        Assert.Contains("2 more", header.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "moved-note", "Ada saved v8 3 min ago. Your changes are based on v7.")]
    [InlineData(false, "restored-note", "Your draft is back. Last changed 1 h ago, based on v7. It is not live yet.")]
    public void Notes_SayWhatToKnow(bool behind, string note, string words)
    {
        var notes = Render<EditorNotes>(parameters => parameters
            .Add(n => n.Live, View)
            .Add(n => n.BaseVersion, 7)
            .Add(n => n.IsBehind, behind)
            .Add(n => n.Restored, new(Live, Live, 7, ListScene.Now.AddHours(-1), 3)));

        Assert.Equal(words, notes.Find($"[data-testid={note}] p").TextContent);
    }

    [Fact]
    public void Notes_KeepMyDraft_AsksNoMoreForThisVersion()
    {
        var notes = Render<EditorNotes>(parameters => parameters
            .Add(n => n.Live, View).Add(n => n.BaseVersion, 7).Add(n => n.IsBehind, true));

        notes.Find("[data-testid=keep-draft]").Click();

        Assert.Empty(notes.FindAll("[data-testid=keep-draft]"));
        Assert.NotEmpty(notes.FindAll("[data-testid=review]"));
    }

    [Fact]
    public void Notes_DraftCannotBeStored_IsAnAlert() => Assert.Equal(
        "alert",
        Render<EditorNotes>(parameters => parameters.Add(n => n.Live, View).Add(n => n.BaseVersion, 8).Add(n => n.State, DraftState.Failed))
            .Find("[data-testid=draft-failed]").GetAttribute("role"));

    private IRenderedComponent<EditorHeader> RenderHeader(DraftState draft, params OtherEditor[] others) =>
        Render<EditorHeader>(header => header
            .Add(h => h.View, View)
            .Add(h => h.Model, _model)
            .Add(h => h.Problems, [])
            .Add(h => h.CanEdit, true)
            .Add(h => h.Draft, draft)
            .Add(h => h.Others, others));
}
