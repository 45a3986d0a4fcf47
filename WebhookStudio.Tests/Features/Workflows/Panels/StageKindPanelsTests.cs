using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Features.Workflows.Canvas;
using WebhookStudio.Features.Workflows.Panels;

namespace WebhookStudio.Tests.Features.Workflows.Panels;

/// <summary>The settings of Review, Hold and Logic stages.</summary>
public sealed class StageKindPanelsTests : BunitContext
{
    private static readonly Id<Project> ProjectId = new("67a3be4088cb6f0f7976327b");

    private static readonly WorkflowFacts Facts = new(1, 1, 1, 7)
    {
        Names = new(
            new Dictionary<string, string> { ["c1"] = "Croissant", ["q1"] = "Bake level" },
            new Dictionary<string, string> { ["b1"] = "Monday" }),
    };

    private readonly CanvasModel _model = new(Workflow.Default);
    private readonly PageFakes.Flow _flow = new();
    private string _stage = "";

    public StageKindPanelsTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<ITaskFlow>(_flow);
    }

    private Stage Stage => _model.Draft.Get(new(_stage));

    private LogicStageSettings Logic => (LogicStageSettings)Stage.Settings;

    [Fact]
    public void Review_ReadOnlyAndPeople_AreStored()
    {
        Insert(StageKind.Review);

        RenderReview().Find("[data-testid=review-read-only]").Change(true);
        var panel = RenderReview();
        panel.Find("[data-testid=review-people]").Change("ada@bakery.example\nbo@bakery.example");

        var review = (ReviewStageSettings)Stage.Settings;
        Assert.True(review.ReadOnly);
        Assert.Equal(["ada@bakery.example", "bo@bakery.example"], review.AssignedTo);
        Assert.Contains("accept or reject them", RenderReview().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Review_NoAddress_IsSaidAndNotStored()
    {
        Insert(StageKind.Review);
        var panel = RenderReview();

        panel.Find("[data-testid=review-people]").Change("ada");

        Assert.Equal("'ada' is not an email address.", panel.Find("[role=alert]").TextContent);
        Assert.Empty(((ReviewStageSettings)Stage.Settings).AssignedTo);
    }

    [Fact]
    public void Hold_Forward_SendsAllOrThoseOfABatch()
    {
        Insert(StageKind.Hold);
        var panel = Render<HoldPanel>(p => p
            .Add(h => h.Face, Face(3)).Add(h => h.Project, ProjectId).Add(h => h.ProjectUrl, "/p").Add(h => h.Email, "ada@x").Add(h => h.CanEdit, true));

        Assert.Equal("Forward 3 tasks", panel.Find("[data-testid=forward]").TextContent);
        panel.Find("[data-testid=forward]").Click();
        panel.Find("[data-testid=forward-batch]").Change("b1");

        Assert.Equal([$"forward all of {_stage} by ada@x"], _flow.Moves);
        Assert.Equal("Forward the tasks of Monday", panel.Find("[data-testid=forward]").TextContent);
    }

    [Fact]
    public void Hold_NobodyThere_OffersNothing()
    {
        Insert(StageKind.Hold);

        var panel = Render<HoldPanel>(p => p
            .Add(h => h.Face, Face(0)).Add(h => h.Project, ProjectId).Add(h => h.ProjectUrl, "/p").Add(h => h.CanEdit, true));

        Assert.Empty(panel.FindAll("[data-testid=forward]"));
    }

    [Fact]
    public void Logic_RulesAddedMovedAndRemoved_KeepTheirConnectors()
    {
        Insert(StageKind.Logic);
        RenderLogic().Find("[data-testid=rule-add]").Click();
        RenderLogic().Find("#rule-1-next").Change("Label");
        RenderLogic().FindAll("[data-testid=rule-type]")[1].Change("Batch");

        RenderLogic().FindAll("[data-testid=rule-up]")[1].Click();

        Assert.Equal([LogicRuleKind.Batch, LogicRuleKind.RandomSample], Logic.Rules.Select(rule => rule.Kind));
        Assert.Equal(["Label", "Complete", "Complete"], Stage.Next.Select(next => next?.Value));

        RenderLogic().FindAll("[data-testid=rule-remove]")[1].Click();
        Assert.Equal(["Label", "Complete"], Stage.Next.Select(next => next?.Value));

        _model.Undo();
        Assert.Equal(2, Logic.Rules.Length);
    }

    [Fact]
    public void Logic_EachType_HasFieldsThatFit()
    {
        Insert(StageKind.Logic);
        RenderLogic().Find("[data-testid=rule-share]").Change("12,5");
        Assert.Equal([new RandomSampleRule(0.125)], Logic.Rules);

        RenderLogic().Find("[data-testid=rule-type]").Change("AnnotationType");
        Assert.Equal([new AnnotationTypeRule([new("c1", true)])], Logic.Rules);
        RenderLogic().Find("[data-testid=rule-class]").Change("q1");
        RenderLogic().Find("[data-testid=rule-exists]").Change("absent");
        RenderLogic().Find("[data-testid=rule-and]").Click();
        Assert.Equal([new AnnotationTypeRule([new("q1", false), new("c1", true)])], Logic.Rules);

        RenderLogic().Find("[data-testid=rule-type]").Change("Duration");
        RenderLogic().Find("[data-testid=rule-from]").Change("1.5");
        RenderLogic().Find("[data-testid=rule-to]").Change("");
        Assert.Equal([new DurationRule(1500, null)], Logic.Rules);

        RenderLogic().Find("[data-testid=rule-type]").Change("Batch");
        RenderLogic().Find("[data-testid=rule-batch]").Change(false);
        Assert.Equal([new BatchRule([])], Logic.Rules);
        Assert.Equal("Choose a batch.", RenderLogic().Find("[data-testid=rule-error]").TextContent);

        RenderLogic().Find("[data-testid=rule-type]").Change("Annotator");
        RenderLogic().Find("#rule-0-people").Change("ada@bakery.example");
        Assert.Equal([new AnnotatorRule(["ada@bakery.example"])], Logic.Rules);
    }

    [Fact]
    public void Logic_TextForANumber_IsSaidAndChangesNothing()
    {
        Insert(StageKind.Logic);
        var panel = RenderLogic();

        panel.Find("[data-testid=rule-share]").Change("much");

        Assert.Equal("'much' is not a number.", panel.Find("[role=alert]").TextContent);
        Assert.Equal([new RandomSampleRule(0.1)], Logic.Rules);
    }

    [Fact]
    public void Logic_NoRuleLeft_SaysWhatIsMissing()
    {
        Insert(StageKind.Logic);
        RenderLogic().Find("[data-testid=rule-remove]").Click();

        Assert.Equal(
            "Add a rule. Without one every task leaves by Else.", RenderLogic().Find("[data-testid=rule-error]").TextContent);
    }

    [Theory]
    [InlineData(StageKind.Review, "Anyone may review")]
    [InlineData(StageKind.Hold, "Waits until forwarded")]
    [InlineData(StageKind.Logic, "1 rule, first match wins")]
    public void Face_OfEachKind_SaysItsSettings(StageKind kind, string summary)
    {
        Insert(kind);

        Assert.Equal(summary, Face(0).Summary);
    }

    [Fact]
    public void Face_Review_NamesItsOutputs()
    {
        Insert(StageKind.Review);

        Assert.Contains(
            "output Accepted connected to Complete, output Rejected connected to Label",
            Face(2).Label(_model.Draft),
            StringComparison.Ordinal);
    }

    private void Insert(StageKind kind) => _stage = _model.Insert(kind, StageId.Label).Id.Value;

    private StageFace Face(int here) => new(
        Stage, new(here, 0, 0, 0, null), Facts, [.. WorkflowCheck.Find(_model.Draft).Where(problem => problem.StageId == Stage.Id)]);

    private IRenderedComponent<ReviewPanel> RenderReview() => Render<ReviewPanel>(p => p
        .Add(r => r.Settings, (ReviewStageSettings)Stage.Settings)
        .Add(r => r.Face, Face(0))
        .Add(r => r.ProjectUrl, "/p")
        .Add(r => r.CanEdit, true)
        .Add(r => r.OnChange, change => _model.Configure(Stage.Id, change.Settings, change.Words)));

    private IRenderedComponent<LogicPanel> RenderLogic() => Render<LogicPanel>(p => p
        .Add(l => l.Stage, Stage)
        .Add(l => l.Settings, Logic)
        .Add(l => l.Face, Face(0))
        .Add(l => l.Model, _model)
        .Add(l => l.CanEdit, true)
        .Add(l => l.Edit, (_, change) =>
        {
            change();

            return Task.FromResult(true);
        }));
}
