using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.Domain.Workflows;

/// <summary>What is wrong with Review, Hold and Logic stages, and with the ways between them.</summary>
public sealed class StageKindsCheckTests
{
    private static readonly Stage Start = Workflow.Default.Stages[0];
    private static readonly Stage Label = Workflow.Default.Stages[1];
    private static readonly Stage Complete = Workflow.Default.Stages[2];

    [Fact]
    public void Find_RejectedBackToLabel_IsFine() =>
        Assert.Empty(WorkflowCheck.Find(Of(Start, To(Label, "r"), Review("Complete", "Label"), Complete)));

    [Fact]
    public void Find_HoldInALoop_IsFine() =>
        Assert.DoesNotContain(
            WorkflowCheck.Find(Of(Start, To(Label, "l"), Logic(["h", "Complete"], new RandomSampleRule(0.5)), Hold("l"), Complete)),
            problem => problem.Severity is ProblemSeverity.Error);

    [Fact]
    public void Find_LoopOfLogicStages_IsAnError()
    {
        var first = Logic(["m", "Complete"], new RandomSampleRule(0.5));
        var second = first with { Id = new("m"), Name = "m", Next = [new StageId("l"), new StageId("Complete")] };

        var loops = WorkflowCheck.Find(Of(Start, To(Label, "l"), first, second, Complete))
            .Where(problem => problem.Code == "workflow.loop").ToList();

        Assert.Equal(["l", "m"], loops.Select(problem => problem.StageId?.Value));
        Assert.Contains("no person takes part", loops[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_PeopleOnlyGoRound_IsAWarning()
    {
        var problem = WorkflowCheck.Find(Of(Start, To(Label, "h"), Hold("Label"), Complete))
            .First(found => found.Code == "workflow.endless");

        Assert.Equal((ProblemSeverity.Warning, "Tasks that leave Start never reach Complete."), (problem.Severity, problem.Message));
    }

    [Theory]
    [InlineData(null, "Label", "Connect the output Accepted of r to the next stage.")]
    [InlineData("Complete", null, "Connect the output Rejected of r: to the Label stage before it, so that rejected tasks are labeled again.")]
    public void Find_ReviewNotConnected_SaysWhichOutput(string? accepted, string? rejected, string message)
    {
        var problem = Assert.Single(
            WorkflowCheck.Find(Of(Start, To(Label, "r"), Review(accepted, rejected), Complete)),
            found => found.Severity is ProblemSeverity.Error);

        Assert.Equal((message, "next"), (problem.Message, problem.Field));
    }

    [Fact]
    public void Find_ElseNotConnected_SaysWhatItIsFor() =>
        Assert.Contains(
            "Connect the output Else of l: tasks that fit no rule leave by it.",
            WorkflowCheck.Find(Of(Start, To(Label, "l"), Logic(["Complete"], new RandomSampleRule(0.5)), Complete))
                .Select(problem => problem.Message));

    [Fact]
    public void Find_LogicWithoutRules_IsAnErrorOfTheRules()
    {
        var problem = Assert.Single(
            WorkflowCheck.Find(Of(Start, To(Label, "l"), Logic(["Complete"]), Complete)));

        Assert.Equal(("logic", "l: add a rule. Without one every task leaves by Else."), (problem.Field, problem.Message));
    }

    public static TheoryData<LogicRule, string> Wrong { get; } = new()
    {
        { new RandomSampleRule(1.01), "l: rule 1: the share is a number from 0 to 1, that is 0 to 100 percent." },
        { new RandomSampleRule(-0.01), "l: rule 1: the share is a number from 0 to 1, that is 0 to 100 percent." },
        { new RandomSampleRule(double.NaN), "l: rule 1: the share is a number from 0 to 1, that is 0 to 100 percent." },
        { new DurationRule(2, 1), "l: rule 1: the time ends before it begins. Swap the two." },
        { new DurationRule(-1, null), "l: rule 1: a time is 0 or more." },
        { new BatchRule([]), "l: rule 1: choose a batch." },
        { new AnnotatorRule([]), "l: rule 1: enter the email address of an annotator." },
        { new AnnotatorRule(["ada"]), "l: rule 1: 'ada' is not an email address." },
        { new AnnotationTypeRule([]), "l: rule 1: add a condition: a class or question, and whether it must be there." },
        { new AnnotationTypeRule([new("", true)]), "l: rule 1: choose a class or question." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Find_RuleWithoutSense_IsPlacedOnTheRule(LogicRule rule, string message)
    {
        var problem = Assert.Single(
            WorkflowCheck.Find(Of(Start, To(Label, "l"), Logic(["Complete", "Complete"], rule), Complete)));

        Assert.Equal((new StageId("l"), "logic.conditions[0]", message), (problem.StageId, problem.Field, problem.Message));
    }

    [Fact]
    public void FindUnknown_ClassAndBatch_AreNamed()
    {
        var stage = Logic(["a"], new BatchRule(["b1"]), new BatchRule(["b2"]), new AnnotationTypeRule([new("c9", true)]));
        var names = new RuleNames(new Dictionary<string, string>(), new Dictionary<string, string> { ["b1"] = "Monday" });

        Assert.Equal(
            [
                "l: rule 2: the project has no batch 'b2'. Choose another.",
                "l: rule 3: the schema has no class or question 'c9'. Choose another.",
            ],
            LogicCheck.FindUnknown(Of(stage), names).Select(problem => problem.Message));
    }

    [Fact]
    public void Forward_RejectedBackToLabel_IsLeftOut() =>
        Assert.Equal(
            ["Start-Label", "Label-r", "r-Complete"],
            WorkflowGraph.Forward(Of(Start, To(Label, "r"), Review("Complete", "Label"), Complete))
                .Select(connector => $"{connector.From}-{connector.To}"));

    private static Workflow Of(params Stage[] stages) => new() { Stages = [.. stages] };

    private static Stage To(Stage stage, string next) => stage with { Next = [new StageId(next)] };

    private static Stage Review(string? accepted, string? rejected) =>
        new Stage { Id = new("r"), Name = "r", Settings = new ReviewStageSettings() }
            .With(StageOutput.Accepted, Id(accepted)).With(StageOutput.Rejected, Id(rejected));

    private static Stage Hold(string next) =>
        new() { Id = new("h"), Name = "h", Settings = new HoldStageSettings(), Next = [new StageId(next)] };

    private static Stage Logic(string[] next, params LogicRule[] rules) => new()
    {
        Id = new("l"),
        Name = "l",
        Settings = new LogicStageSettings { Rules = [.. rules] },
        Next = [.. next.Select(id => (StageId?)new StageId(id))],
    };

    private static StageId? Id(string? id) => id is null ? null : new StageId(id);
}
