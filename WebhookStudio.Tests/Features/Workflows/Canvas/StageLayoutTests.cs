using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Tests.Features.Workflows.Canvas;

public sealed class StageLayoutTests
{
    [Fact]
    public void Tidy_ScatteredStages_LieFromLeftToRightOnTheGrid()
    {
        var model = new CanvasModel(Workflow.WithWebhook(new()));
        model.Move(StageId.Start, new(900, 700));
        model.Move(StageId.Complete, new(0, 0));

        var tidy = StageLayout.Tidy(model.Draft);

        Assert.Equal([64, 352, 640, 928], tidy.Stages.Select(stage => stage.Position.X));
        Assert.All(tidy.Stages, stage => Assert.Equal(160, stage.Position.Y));
    }

    [Fact]
    public void Tidy_SecondWayIntoAStage_GetsARowOfItsOwn()
    {
        var model = new CanvasModel(Workflow.WithWebhook(new()));
        var side = model.Add(StageKind.Webhook, new(0, 0));
        model.Connect(side.Id, StageId.Complete);

        var tidy = StageLayout.Tidy(model.Draft);

        Assert.Equal(160 + StageLayout.Row, tidy.Get(side.Id).Position.Y);
        Assert.Equal(tidy.Stages.Length, tidy.Stages.Select(stage => stage.Position).Distinct().Count());
    }

    [Fact]
    public void InOrder_StagesAddedLast_StandWhereTasksPassThem()
    {
        var model = new CanvasModel(Workflow.Default);
        var alone = model.Add(StageKind.Label, new(0, 0));
        var webhook = model.Insert(StageKind.Webhook, StageId.Label);

        var order = StageLayout.InOrder(model.Draft).Select(stage => stage.Id);

        Assert.Equal([StageId.Start, StageId.Label, webhook.Id, StageId.Complete, alone.Id], order);
    }

    [Fact]
    public void Tidy_Loop_Ends()
    {
        var workflow = Workflow.Default.With(Workflow.Default.Get(StageId.Label) with { Next = [StageId.Label] });

        Assert.Equal(3, StageLayout.Tidy(workflow).Stages.Length);
    }

    [Fact]
    public void Free_ManyStages_OverlapsNone()
    {
        var model = new CanvasModel(Workflow.Default);

        for (var i = 0; i < 12; i++)
        {
            model.Add(StageKind.Webhook, StageLayout.Free(model.Draft, StageId.Start));
        }

        Assert.Equal(15, model.Draft.Stages.Select(stage => stage.Position).Distinct().Count());
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(double.PositiveInfinity, 0)]
    [InlineData(1e12, 20_000)]
    public void Snap_ImpossiblePlace_StaysOnTheCanvas(double x, double expected) =>
        Assert.Equal(expected, StageLayout.Snap(new(x, 0)).X);
}
