using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.Domain.Workflows;

public class FailedOutputTests
{
    private static readonly WebhookStageSettings Fails = new()
    {
        Url = "https://example.com/hook",
        Auth = WebhookAuth.Secret,
        Secret = new("sealed"),
        OnExhausted = ExhaustedRule.Fail,
    };

    private static readonly Stage Start = Workflow.Default.Stages[0];
    private static readonly Stage Label = Workflow.Default.Stages[1];
    private static readonly Stage Complete = Workflow.Default.Stages[2];

    [Fact]
    public void Find_FailedConnected_IsNothing() =>
        Assert.Empty(Problems(To(Start, "w"), Webhook("w", "Complete", "Label"), Label, Complete));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Find_FailedNotConnected_IsAnErrorOfTheStage(bool empty)
    {
        var webhook = Webhook("w", "Complete", failed: null);
        webhook = empty ? webhook : webhook with { Next = [StageId.Complete, null] };

        var problem = Assert.Single(Problems(Start, To(Label, "w"), webhook, Complete));

        Assert.Equal("Connect the output Failed of w, or choose to keep failed tasks.", problem.Message);
        Assert.Equal((ProblemSeverity.Error, new StageId("w"), "next"), (problem.Severity, problem.StageId, problem.Field));
    }

    [Theory]
    [InlineData("gone", "The output Failed of w leads to 'gone', and there is no such stage.")]
    [InlineData("Start", "The output Failed of w leads to Start, which has no input.")]
    public void Find_FailedToImpossibleStage_NamesTheOutput(string target, string message) =>
        Assert.Contains(message, Problems(Start, To(Label, "w"), Webhook("w", "Complete", target), Complete).Select(p => p.Message));

    [Fact]
    public void Find_LoopByFailedOnly_IsAnErrorThatSaysSo()
    {
        var loops = Problems(Start, To(Label, "w"), Webhook("w", "Complete", "v"), Webhook("v", "w", "Complete"), Complete)
            .Where(problem => problem.Code == "workflow.loop").ToList();

        Assert.Equal(["w", "v"], loops.Select(problem => problem.StageId?.Value));
        Assert.Equal(
            "Tasks that leave w can go round in a loop in which no person takes part. "
                + "Lead it to a stage further on, or put a Label, Review or Hold stage into the loop.",
            loops[0].Message);
    }

    [Fact]
    public void Find_WayBehindFailed_IsReachable() =>
        Assert.DoesNotContain(
            "stage.unreachable",
            Problems(Start, To(Label, "w"), Webhook("w", "Complete", "v"), Webhook("v", "Complete", "Complete"), Complete)
                .Select(problem => problem.Code));

    [Theory]
    [InlineData(0.01, true)]
    [InlineData(10_000.0, true)]
    [InlineData(null, true)]
    [InlineData(0.0099, false)]
    [InlineData(10_001.0, false)]
    [InlineData(-1.0, false)]
    [InlineData(double.NaN, false)]
    public void Find_RateLimit_IsTakenWithinItsBounds(double? limit, bool taken) =>
        Assert.Equal(
            taken ? [] : ["webhook.rateLimit"],
            WorkflowCheck.Find(Workflow.WithWebhook(Fails with { OnExhausted = ExhaustedRule.Keep, RateLimit = limit }))
                .Select(problem => problem.Code));

    [Fact]
    public void With_FailedConnectedFirst_LeavesTheOtherOutputOpen()
    {
        var stage = Webhook("w", next: null, failed: null).With(StageOutput.Failed, StageId.Label);

        Assert.Equal([null, StageId.Label], stage.Next);
        Assert.Equal((null, StageId.Label), (stage.Output, stage.FailedOutput));
    }

    [Fact]
    public void With_ConnectorLetGoAgain_LeavesNoTrace()
    {
        var before = Webhook("w", "Complete", failed: null);

        var after = before.With(StageOutput.Failed, StageId.Label).With(StageOutput.Failed, to: null);

        Assert.Equal<StageId?>(before.Next, after.Next);
    }

    [Fact]
    public void With_SettingsThatKeep_LetTheFailedConnectorGo()
    {
        var stage = Webhook("w", "Complete", "Label").With(Fails with { OnExhausted = ExhaustedRule.Keep });

        Assert.Equal([StageId.Complete], stage.Next);
    }

    [Fact]
    public void Find_FailedBackToLabel_IsNoLoop() =>
        Assert.DoesNotContain(
            Problems(Start, To(Label, "w"), Webhook("w", "Complete", "Label"), Complete),
            problem => problem.Severity is ProblemSeverity.Error && problem.Field == "next");

    [Fact]
    public void GoingRound_StageBehindTheLoop_IsNotAmongThem()
    {
        var workflow = new Workflow { Stages = [Start, To(Label, "w"), Webhook("w", "Complete", "v"), Webhook("v", "w", "Complete"), Complete] };

        Assert.Equal(["v", "w"], WorkflowGraph.GoingRound(workflow).Select(id => id.Value).Order());
        Assert.Equal(["Complete", "Label", "v", "w"], WorkflowGraph.After(workflow, StageId.Label).Select(id => id.Value).Order());
        Assert.Equal(["Label", "Start", "v", "w"], WorkflowGraph.Before(workflow, new("w")).Select(id => id.Value).Order());
    }

    private static IReadOnlyList<WorkflowProblem> Problems(params Stage[] stages) =>
        WorkflowCheck.Find(new() { Stages = [.. stages] });

    private static Stage To(Stage stage, string next) => stage with { Next = [new StageId(next)] };

    private static Stage Webhook(string id, string? next, string? failed) =>
        new Stage { Id = new(id), Name = id, Settings = Fails }
            .With(StageOutput.Next, Of(next)).With(StageOutput.Failed, Of(failed));

    private static StageId? Of(string? id) => id is null ? null : new StageId(id);
}
