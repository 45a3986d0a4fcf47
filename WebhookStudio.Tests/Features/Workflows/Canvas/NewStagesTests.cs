using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Tests.Features.Workflows.Canvas;

/// <summary>New stages of each kind begin with something that makes sense.</summary>
public sealed class NewStagesTests
{
    private readonly CanvasModel _model = new(Workflow.WithWebhook(new() { Url = "https://ml.bakery.example/hook" }));

    [Fact]
    public void Insert_Review_RejectsBackToTheLabelStageBefore()
    {
        var webhook = _model.Draft.Stages[2];

        var added = _model.Insert(StageKind.Review, StageId.Label);

        Assert.Equal([webhook.Id, StageId.Label], added.Next);
        Assert.DoesNotContain(WorkflowCheck.Find(_model.Draft), problem => problem.Severity is ProblemSeverity.Error);
    }

    [Fact]
    public void Insert_ReviewBehindAWebhook_RejectsBackToTheLastLabelStage() =>
        Assert.Equal([StageId.Complete, StageId.Label], _model.Insert(StageKind.Review, _model.Draft.Stages[2].Id).Next);

    [Theory]
    [InlineData(StageKind.Hold, 1)]
    [InlineData(StageKind.Logic, 2)]
    [InlineData(StageKind.Label, 1)]
    public void Insert_Kind_KeepsTheWayOfTheTasks(StageKind kind, int outputs)
    {
        var webhook = _model.Draft.Stages[2];

        var added = _model.Insert(kind, StageId.Label);

        Assert.Equal(kind, added.Kind);
        Assert.Equal(Enumerable.Repeat<StageId?>(webhook.Id, outputs), added.Next);
        Assert.DoesNotContain(WorkflowCheck.Find(_model.Draft), problem => problem.Severity is ProblemSeverity.Error);
    }

    [Theory]
    [InlineData(StageKind.Review)]
    [InlineData(StageKind.Hold)]
    [InlineData(StageKind.Logic)]
    public void Add_Kind_IsNamedAfterItAndNotConnected(StageKind kind)
    {
        var added = _model.Add(kind, new(0, 0));

        Assert.Equal(kind.ToString(), added.Name);
        Assert.Empty(added.Next);
    }

    [Fact]
    public void Tidy_LoopThroughPeople_KeepsTheOrderOfTheWay()
    {
        var review = _model.Insert(StageKind.Review, StageId.Label);

        _model.Tidy();

        var columns = _model.Draft.Stages.ToDictionary(stage => stage.Id, stage => (stage.Position.X - 64) / StageLayout.Column);
        Assert.Equal((0d, 1d, 2d, 3d, 4d), (
            columns[StageId.Start], columns[StageId.Label], columns[review.Id], columns[_model.Draft.Stages[2].Id], columns[StageId.Complete]));
    }

    [Fact]
    public void Change_RulesOfALogicStage_IsOneStepToUndo()
    {
        var logic = _model.Insert(StageKind.Logic, StageId.Label);

        _model.Change(LogicRules.Remove(logic, 0), "remove rule 1 of Logic");
        Assert.Single(_model.Draft.Get(logic.Id).Outputs);

        Assert.True(_model.Undo());
        Assert.Equal(2, _model.Draft.Get(logic.Id).Outputs.Length);
        Assert.Equal("remove rule 1 of Logic", _model.RedoWords);
    }
}
