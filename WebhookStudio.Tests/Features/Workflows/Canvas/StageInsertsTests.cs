using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Tests.Features.Workflows.Canvas;

/// <summary>Stages that come into connectors, and connectors that begin elsewhere.</summary>
public sealed class StageInsertsTests
{
    private static readonly WebhookStageSettings Settings = new() { Url = "https://ml.bakery.example/hook" };

    private readonly CanvasModel _model = new(Workflow.WithWebhook(Settings));

    private Stage Webhook => _model.Draft.Stages.First(stage => stage.Kind is StageKind.Webhook);

    [Fact]
    public void Insert_NoRoomBetween_MovesWhatComesAfterAside()
    {
        var added = _model.Insert(StageKind.Hold, StageId.Label);

        Assert.Equal(new StagePosition(640, 160), added.Position);
        Assert.Equal([64, 352, 928, 1216, 640], _model.Draft.Stages.Select(stage => stage.Position.X));
        _model.Undo();
        Assert.False(_model.IsDirty);
    }

    [Fact]
    public void Insert_RoomBetween_MovesNobody()
    {
        _model.Move([Webhook.Id, StageId.Complete], 320, 0);

        var added = _model.Insert(StageKind.Hold, StageId.Label);

        Assert.Equal(new StagePosition(656, 160), added.Position);
        Assert.Equal(960, Webhook.Position.X);
    }

    [Fact]
    public void Insert_WhereItWasLetFall_StaysThere()
    {
        var added = _model.Insert(StageKind.Hold, StageId.Label, at: new(500, 320));

        Assert.Equal(new StagePosition(500, 320), added.Position);
        Assert.Equal((added.Id, Webhook.Id), (_model.Draft.Get(StageId.Label).Output, added.Output));
    }

    [Fact]
    public void Insert_LetFallOntoACard_MovesWhatComesAfterAside()
    {
        var added = _model.Insert(StageKind.Hold, StageId.Label, at: new(600, 160));

        Assert.DoesNotContain(
            _model.Draft.Stages, stage => stage.Id != added.Id && StageLayout.IsTaken(new() { Stages = [stage] }, added));
    }

    [Fact]
    public void Insert_BehindAnOpenOutput_LeadsNowhereYet()
    {
        _model.Disconnect(Webhook.Id);

        var added = _model.Insert(StageKind.Hold, Webhook.Id, at: new(928, 400));

        Assert.Equal(added.Id, Webhook.Output);
        Assert.Null(added.Output);
    }

    [Fact]
    public void Insert_BehindComplete_IsRefused() =>
        Assert.Throws<DomainRuleException>(() => _model.Insert(StageKind.Hold, StageId.Complete));

    [Fact]
    public void Insert_Review_LeadsRejectedBackToLabel()
    {
        var added = _model.Insert(StageKind.Review, StageId.Label);

        Assert.Equal([Webhook.Id, StageId.Label], added.Next);
    }

    [Fact]
    public void Splice_StageThatIsThere_ComesBetweenBothInOneStep()
    {
        var stray = _model.Add(StageKind.Hold, new(400, 400));

        _model.Splice(stray.Id, new(StageId.Label, StageOutput.Next), 96, -160);

        var spliced = _model.Draft.Get(stray.Id);
        Assert.Equal((stray.Id, Webhook.Id), (_model.Draft.Get(StageId.Label).Output, spliced.Output));
        Assert.Equal(new StagePosition(496, 240), spliced.Position);
        Assert.Equal("insert Hold", _model.UndoWords);
    }

    [Fact]
    public void Splice_Complete_IsRefusedAndChangesNothing()
    {
        var other = _model.Draft;

        Assert.Throws<DomainRuleException>(
            () => _model.Splice(StageId.Complete, new(StageId.Label, StageOutput.Next), 0, 0));
        Assert.Same(other, _model.Draft);
    }

    [Fact]
    public void Reconnect_OtherStage_BeginsThereInOneStep()
    {
        var side = _model.Add(StageKind.Hold, new(352, 400));

        _model.Reconnect(new(Webhook.Id, StageOutput.Next), new(side.Id, StageOutput.Next));

        Assert.Null(Webhook.Output);
        Assert.Equal(StageId.Complete, _model.Draft.Get(side.Id).Output);
        _model.Undo();
        Assert.Equal(StageId.Complete, Webhook.Output);
    }

    [Fact]
    public void Reconnect_ToItself_IsRefused()
    {
        var refusal = Assert.Throws<DomainRuleException>(
            () => _model.Reconnect(new(StageId.Label, StageOutput.Next), new(Webhook.Id, StageOutput.Next)));

        Assert.Equal("A stage cannot lead to itself.", refusal.Message);
    }
}
