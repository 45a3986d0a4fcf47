using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Overview;
using WebhookStudio.Features.Tasks;

namespace WebhookStudio.Tests.Features.Overview;

public class StageReachTests
{
    [Fact]
    public void From_ALine_IsTheStageAndAllBehindIt()
    {
        var order = WorkflowOrder.Of(Workflow.WithWebhook(new()));

        Assert.Equal(["Webhook", "Complete"], Names(order[2], order));
        Assert.Equal(4, StageReach.From(order[0], order).Count);
    }

    [Fact]
    public void From_AWayBack_DoesNotCountWhatLiesBefore()
    {
        var line = Workflow.WithWebhook(new());
        var workflow = line.With(line.Stages[2] with { Next = [StageId.Complete, StageId.Label] });
        var order = WorkflowOrder.Of(workflow);

        Assert.Equal(["Webhook", "Complete"], Names(order.Single(stage => stage.Name == "Webhook"), order));
    }

    private static IEnumerable<string> Names(Stage stage, IReadOnlyList<Stage> order) =>
        StageReach.From(stage, order).Select(reached => reached.Name);
}
