using Bunit;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Labeling;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Labeling;

public class LabelBarTests : BunitContext
{
    [Fact]
    public void Render_SomethingMissing_DisablesSubmitAndSaysWhy()
    {
        var bar = RenderBar(Sheet, [new("box", null, "Draw at least one 'Croissant'."), new("bake", null, "Answer 'Bake level'.")]);

        Assert.True(bar.Find("[data-testid=submit]").HasAttribute("disabled"));
        Assert.Equal("Draw at least one 'Croissant'. And 1 more.", bar.Find("#submit-reason").TextContent);
    }

    [Fact]
    public void Render_NothingMissing_EnablesSubmit()
    {
        var bar = RenderBar(Sheet, []);

        Assert.False(bar.Find("[data-testid=submit]").HasAttribute("disabled"));
        Assert.Empty(bar.FindAll("#submit-reason"));
    }

    [Fact]
    public void Render_TaskOutsideOfLabel_HasNoSubmit()
    {
        var bar = RenderBar(Sheet with { NoSubmit = "The task is in Webhook." }, []);

        Assert.Empty(bar.FindAll("[data-testid=submit]"));
        Assert.Equal("The task is in Webhook.", bar.Find("[data-testid=no-submit]").TextContent);
    }

    [Fact]
    public void Render_Review_HasAcceptAndReject()
    {
        var bar = RenderBar(Sheet with { StageKind = StageKind.Review }, [new("bake", null, "Answer 'Bake level'.")]);

        Assert.True(bar.Find("[data-testid=accept]").HasAttribute("disabled"));
        Assert.False(bar.Find("[data-testid=reject]").HasAttribute("disabled"));
        Assert.Empty(bar.FindAll("[data-testid=submit]"));
        Assert.NotEmpty(bar.FindAll("[data-testid=save]"));
    }

    [Fact]
    public void Render_ReadOnlyReview_SavesNothing() =>
        Assert.Empty(RenderBar(Sheet with { StageKind = StageKind.Review, IsReadOnly = true }, []).FindAll("[data-testid=save]"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Render_Previous_IsThereOnceATaskWasOpenedBefore(bool withPrevious)
    {
        var bar = RenderBar(Sheet, [], withPrevious);

        Assert.Equal(!withPrevious, bar.Find("[data-testid=previous]").HasAttribute("disabled"));
    }

    [Theory]
    [InlineData(RecentOutcomeState.Held, "503", "Held in Webhook", "answered 503")]
    [InlineData(RecentOutcomeState.Held, "Timed out", "Held in Webhook", "Timed out")]
    [InlineData(RecentOutcomeState.Delivered, "200", "Delivered", "")]
    public void Render_Outcome_IsSaidQuietly(RecentOutcomeState state, string status, string words, string detail)
    {
        var pill = Render<OutcomePill>(p => p.Add(
            o => o.Outcome, new(Sheet.TaskId, "task23.png", state, "Webhook", status)));

        var text = pill.Find("[data-testid=outcome]").TextContent;
        Assert.Contains("task23.png", text, StringComparison.Ordinal);
        Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.EndsWith(detail, text.Trim(), StringComparison.Ordinal);
    }

    private static LabelSheet Sheet { get; } = new()
    {
        ProjectId = Id<Project>.New(ListScene.Now),
        StageId = StageId.Label,
        TaskId = Id<LabelTask>.New(ListScene.Now),
        ExternalId = "task5.png",
        Batches = [],
        PictureUrl = "/files/task5.png",
        Schema = LabelingScene.Schema,
        Steps = [],
        Position = 1,
        QueueLength = 1,
        Answer = TaskAnswer.Empty,
        Stamp = "1",
    };

    private IRenderedComponent<LabelBar> RenderBar(
        LabelSheet sheet, IReadOnlyList<MissingAnswer> missing, bool withPrevious = false) => Render<LabelBar>(p => p
            .Add(b => b.Sheet, sheet)
            .Add(b => b.Missing, missing)
            .Add(b => b.WithPrevious, withPrevious)
            .Add(b => b.WithSave, true));
}
