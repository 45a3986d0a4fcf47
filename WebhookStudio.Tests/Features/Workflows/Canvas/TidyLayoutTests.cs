using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Tests.Features.Workflows.Canvas;

public sealed class TidyLayoutTests
{
    [Fact]
    public void Tidy_ReviewThatSendsBack_StandsInItsRowAsIfItDidNot()
    {
        var model = new CanvasModel(Workflow.WithWebhook(new()));
        var review = model.Insert(StageKind.Review, StageId.Label);
        Assert.Equal(StageId.Label, review.To(StageOutput.Rejected));

        model.Tidy();

        Assert.Equal(
            ["Start", "Label", "Review", "Webhook", "Complete"],
            model.Draft.Stages.OrderBy(stage => stage.Position.X).Select(stage => stage.Name));
        Assert.Single(model.Draft.Stages.Select(stage => stage.Position.Y).Distinct());
    }

    [Fact]
    public void Tidy_WayPastAColumn_KeepsThatRowFree()
    {
        // Start -> A -> B -> Complete and Start's other way round them.
        var logic = Stage("Logic", new LogicStageSettings { Rules = [new RandomSampleRule(0.1)] }, "Complete", "A");
        var workflow = Of(Stage("Start", new StartStageSettings(), "Logic"), logic, Stage("A", new HoldStageSettings(), "B"),
            Stage("B", new HoldStageSettings(), "Complete"), Stage("Complete", new CompleteStageSettings()));

        var tidy = StageLayout.Tidy(workflow);

        Assert.Equal(tidy.Get(new("Logic")).Position.Y, tidy.Get(new("Complete")).Position.Y);
        Assert.True(tidy.Get(new("A")).Position.Y > tidy.Get(new("Logic")).Position.Y);
        Assert.Equal(tidy.Get(new("A")).Position.Y, tidy.Get(new("B")).Position.Y);
    }

    [Fact]
    public void Tidy_TallCard_MovesTheRowBelowDown()
    {
        var rules = new LogicStageSettings { Rules = [.. Enumerable.Repeat(new RandomSampleRule(0.1), 8)] };
        var workflow = Of(
            Stage("Start", new StartStageSettings(), "Logic"),
            Stage("Logic", rules, [.. Enumerable.Repeat("A", 8), "Complete"]),
            Stage("A", new HoldStageSettings(), "Complete"),
            Stage("Complete", new CompleteStageSettings()),
            Stage("Alone", new HoldStageSettings()));

        var tidy = StageLayout.Tidy(workflow);

        AssertNothingOverlaps(tidy);
        Assert.True(tidy.Get(new("Alone")).Position.Y > 160 + StageShape.HeightOf(tidy.Get(new("Logic"))));
    }

    [Fact]
    public void Arrange_CrossedWays_AreUncrossed()
    {
        var a = new TidyNode(Stage("A", new HoldStageSettings()), 0, 0);
        var b = new TidyNode(Stage("B", new HoldStageSettings()), 0, 1);
        var c = new TidyNode(Stage("C", new HoldStageSettings()), 1, 2);
        var d = new TidyNode(Stage("D", new HoldStageSettings()), 1, 3);
        TidyNode.Connect(a, d);
        TidyNode.Connect(b, c);

        var columns = TidyOrder.Arrange([a, b, c, d]);

        Assert.Equal(0, TidyOrder.Crossings(columns));
    }

    [Fact]
    public void Tidy_TwiceInARow_ChangesNothing()
    {
        var tidy = StageLayout.Tidy(RandomWorkflow(7, 40));

        Assert.Equal(tidy, StageLayout.Tidy(tidy));
    }

    [Theory]
    [InlineData(1, 12)]
    [InlineData(2, 25)]
    [InlineData(3, 60)]
    [InlineData(4, 200)]
    public void Tidy_AnyWorkflow_OverlapsNothingAndLiesOnTheGrid(int seed, int stages)
    {
        var tidy = StageLayout.Tidy(RandomWorkflow(seed, stages));

        AssertNothingOverlaps(tidy);
        Assert.All(tidy.Stages, stage => Assert.Equal((0, 0), (stage.Position.X % 16, stage.Position.Y % 16)));
    }

    [Fact]
    public void Tidy_AnyWorkflow_LeadsRightWhereverNoLoopIs()
    {
        var workflow = RandomWorkflow(5, 40);

        var tidy = StageLayout.Tidy(workflow);

        Assert.All(tidy.Stages, stage => Assert.All(
            stage.Followers().Where(next => !WorkflowGraph.After(workflow, next).Contains(stage.Id)),
            next => Assert.True(tidy.Get(next).Position.X > stage.Position.X)));
    }

    private static void AssertNothingOverlaps(Workflow workflow) => Assert.All(
        workflow.Stages, stage => Assert.False(StageLayout.IsTaken(workflow, stage), $"{stage.Name} lies over another."));

    /// <summary>Stages with one to four outputs that lead anywhere: on, back and to themselves.</summary>
    private static Workflow RandomWorkflow(int seed, int count)
    {
        var random = new Random(seed);

        return Of([.. Enumerable.Range(0, count).Select(number => number == 0
            ? Stage("Start", new StartStageSettings(), "S1")
            : Stage(
                $"S{number}",
                new LogicStageSettings { Rules = [.. Enumerable.Repeat(new RandomSampleRule(0.1), random.Next(0, 4))] },
                [.. Enumerable.Range(0, 5).Select(_ => $"S{random.Next(1, count)}")]))]);
    }

    private static Workflow Of(params Stage[] stages) => new() { Stages = [.. stages] };

    private static Stage Stage(string name, StageSettings settings, params string[] next)
    {
        var stage = new Stage { Id = new(name), Name = name, Settings = settings };

        return next.Take(stage.Outputs.Length).Index()
            .Aggregate(stage, (connected, way) => connected.With(new StageOutput(way.Index), new StageId(way.Item)));
    }
}
