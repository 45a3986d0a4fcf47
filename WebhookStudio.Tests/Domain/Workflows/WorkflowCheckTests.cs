using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.Domain.Workflows;

public class WorkflowCheckTests
{
    private static readonly WebhookStageSettings Good = new()
    {
        Url = "https://example.com/hook",
        Auth = WebhookAuth.Secret,
        Secret = new("sealed"),
    };

    private static readonly Stage Start = Workflow.Default.Stages[0];
    private static readonly Stage Label = Workflow.Default.Stages[1];
    private static readonly Stage Complete = Workflow.Default.Stages[2];

    [Fact]
    public void Find_DefaultWorkflow_IsNothing() => Assert.Empty(WorkflowCheck.Find(Workflow.Default));

    [Fact]
    public void Find_WebhookSetUp_IsNothing() => Assert.Empty(WorkflowCheck.Find(Workflow.WithWebhook(Good)));

    [Fact]
    public void Find_SeveralWebhooksInARow_IsNothing() =>
        Assert.Empty(WorkflowCheck.Find(Of(
            To(Start, "a"), Webhook("a", "b"), Webhook("b", "Label"), To(Label, "c"), Webhook("c", "Complete"), Complete)));

    [Fact]
    public void Find_NoStage_NamesStartAndComplete() =>
        Assert.Equal(["workflow.start", "workflow.complete"], Codes(Of()));

    [Fact]
    public void Find_TwoStarts_IsAnError() =>
        Assert.Equal(
            "A workflow needs exactly one Start stage; this one has 2.",
            Problem(Of(Start, Start with { Id = new("S2"), Name = "Start 2" }, Label, Complete), "workflow.start").Message);

    [Fact]
    public void Find_NoComplete_IsAnError() =>
        Assert.Equal(
            ProblemSeverity.Error, Problem(Of(Start, To(Label, null)), "workflow.complete").Severity);

    [Fact]
    public void Find_SameIdTwice_IsAnError() =>
        Assert.Equal(
            Label.Id, Problem(Of(Start, Label, Label with { Name = "Label 2" }, Complete), "stage.id").StageId);

    [Fact]
    public void Find_SameNameTwice_NamesTheLaterStage()
    {
        var problem = Problem(
            Of(Start, Label, Complete with { Id = new("End"), Name = "Label" }, Complete), "stage.name");

        Assert.Equal(new("End"), problem.StageId);
        Assert.Equal("name", problem.Field);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Stage.NameMaxLength + 1)]
    public void Find_NameOfNoOrTooManyCharacters_IsAnError(int length) =>
        Assert.Equal(
            "Stage 'Label' needs a name of 1 to 100 characters.",
            Problem(Of(Start, Label with { Name = new string('x', length) }, Complete), "stage.name").Message);

    [Fact]
    public void Find_LongestName_IsFine() =>
        Assert.Empty(WorkflowCheck.Find(Of(Start, Label with { Name = new string('x', Stage.NameMaxLength) }, Complete)));

    [Fact]
    public void Find_MissingConnector_IsAnError() =>
        Assert.Equal(
            "Label leads nowhere. Connect its output to the next stage.",
            Problem(Of(Start, Label with { Next = [] }, Complete), "stage.next").Message);

    [Fact]
    public void Find_EmptyConnector_IsAnError() =>
        Assert.Equal("next", Problem(Of(Start, To(Label, null), Complete), "stage.next").Field);

    [Fact]
    public void Find_ConnectorToUnknownStage_IsAnError() =>
        Assert.Equal(
            "Label leads to 'gone', and there is no such stage.",
            Problem(Of(Start, To(Label, "gone"), Complete), "stage.next").Message);

    [Fact]
    public void Find_ConnectorToStart_IsAnError() =>
        Assert.Equal(
            "Label leads to Start, which has no input.",
            Problem(Of(Start, To(Label, "Start"), Complete), "stage.next").Message);

    [Fact]
    public void Find_TooManyConnectors_IsAnError() =>
        Assert.Equal(
            "Label has 1 output, but 2 connectors.",
            Problem(Of(Start, Label with { Next = [StageId.Complete, StageId.Complete] }, Complete), "stage.next").Message);

    [Fact]
    public void Find_ConnectorOutOfComplete_IsAnError() =>
        Assert.Equal(
            "Complete has 0 outputs, but 1 connector.",
            Problem(Of(Start, Label, To(Complete, "Label")), "stage.next").Message);

    [Fact]
    public void Find_StageThatLeadsToItself_IsAnError() =>
        Assert.Equal(
            "Label leads back to Label itself. Connect it to another stage.",
            Problem(Of(Start, To(Label, "Label"), Complete), "stage.next").Message);

    [Fact]
    public void Find_LoopOfSeveral_NamesEachStageThatGoesRound() =>
        Assert.Equal(
            ["Start", "a", "b"],
            WorkflowCheck.Find(Of(To(Start, "a"), Label, Webhook("a", "b"), Webhook("b", "a"), Complete))
                .Where(problem => problem.Code == "workflow.loop").Select(problem => problem.StageId?.Value));

    [Fact]
    public void Find_StageWithoutWayToIt_IsAWarning()
    {
        var problem = Assert.Single(WorkflowCheck.Find(Of(Start, Label, Webhook("a", "Complete"), Complete)));

        Assert.Equal(("stage.unreachable", ProblemSeverity.Warning), (problem.Code, problem.Severity));
        Assert.Equal(new("a"), problem.StageId);
    }

    [Fact]
    public void Find_ErrorsAndWarnings_ErrorsComeFirst() =>
        Assert.Equal(
            [ProblemSeverity.Error, ProblemSeverity.Warning],
            WorkflowCheck.Find(Workflow.WithWebhook(new() { Url = "" })).Select(problem => problem.Severity));

    [Fact]
    public void ThrowIfBroken_Errors_ListsTheirMessages()
    {
        var refusal = Assert.Throws<DomainRuleException>(
            () => WorkflowCheck.ThrowIfBroken(Of(Start, To(Label, null), Complete with { Name = "" })));

        Assert.Equal("workflow.broken", refusal.Code);
        Assert.Equal(
            "Label leads nowhere. Connect its output to the next stage. "
            + "Stage 'Complete' needs a name of 1 to 100 characters.",
            refusal.Message);
    }

    [Fact]
    public void ThrowIfBroken_OnlyWarnings_DoesNothing() =>
        WorkflowCheck.ThrowIfBroken(Workflow.WithWebhook(Good with { Auth = WebhookAuth.None, Enabled = false }));

    private static Workflow Of(params Stage[] stages) => new() { Stages = [.. stages] };

    private static Stage To(Stage stage, string? next) =>
        stage with { Next = [next is null ? (StageId?)null : new StageId(next)] };

    private static Stage Webhook(string id, string next) =>
        new() { Id = new(id), Name = id, Next = [new StageId(next)], Settings = Good };

    private static string[] Codes(Workflow workflow) =>
        [.. WorkflowCheck.Find(workflow).Select(problem => problem.Code)];

    private static WorkflowProblem Problem(Workflow workflow, string code) =>
        WorkflowCheck.Find(workflow).First(problem => problem.Code == code);
}
