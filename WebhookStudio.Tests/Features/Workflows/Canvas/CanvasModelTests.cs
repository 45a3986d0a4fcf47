using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Tests.Features.Workflows.Canvas;

public sealed class CanvasModelTests
{
    private static readonly WebhookStageSettings Settings = new() { Url = "https://ml.bakery.example/hook" };

    private readonly CanvasModel _model = new(Workflow.WithWebhook(Settings));

    private Stage Webhook => _model.Draft.Stages.First(stage => stage.Kind is StageKind.Webhook);

    [Fact]
    public void Changes_NothingEdited_IsZero()
    {
        Assert.Equal(0, _model.Changes);
        Assert.False(_model.IsDirty);
    }

    [Fact]
    public void Move_OffTheGrid_SnapsAndCountsOneChange()
    {
        _model.Move(StageId.Label, new(361, 171));

        Assert.Equal(new StagePosition(368, 176), _model.Draft.Get(StageId.Label).Position);
        Assert.Equal(1, _model.Changes);
        Assert.True(_model.IsChanged(StageId.Label));
    }

    [Fact]
    public void Move_BackToWhereItLay_IsNoChange()
    {
        _model.Move(StageId.Label, new(400, 160));
        _model.Move(StageId.Label, new(352, 160));

        Assert.False(_model.IsDirty);
    }

    [Fact]
    public void Move_SamePlace_IsNoStep()
    {
        Assert.False(_model.Move(StageId.Label, new(352, 160)));
        Assert.Null(_model.UndoWords);
    }

    [Fact]
    public void Undo_AfterTwoEdits_TakesBackTheLast()
    {
        _model.Rename(StageId.Label, "Draw");
        _model.Move(StageId.Label, new(400, 160));

        _model.Undo();

        Assert.Equal("Draw", _model.Draft.Get(StageId.Label).Name);
        Assert.Equal(352, _model.Draft.Get(StageId.Label).Position.X);
        Assert.Equal("move Draw", _model.RedoWords);
    }

    [Fact]
    public void Redo_AfterNewEdit_HasNothing()
    {
        _model.Rename(StageId.Label, "Draw");
        _model.Undo();

        _model.Rename(StageId.Label, "Sketch");

        Assert.Null(_model.RedoWords);
        Assert.Equal("Sketch", _model.Draft.Get(StageId.Label).Name);
    }

    [Fact]
    public void Undo_AfterSaved_IsDirtyAgain()
    {
        _model.Rename(StageId.Label, "Draw");
        _model.Saved();
        Assert.False(_model.IsDirty);

        _model.Undo();

        Assert.True(_model.IsDirty);
    }

    [Theory]
    [InlineData("Complete", "Label", "Complete has no output")]
    [InlineData("Label", "Start", "Start has no input")]
    [InlineData("Label", "Label", "A stage cannot lead to itself")]
    public void Connect_ImpossibleTarget_IsRefusedWithReason(string from, string to, string reason)
    {
        var refusal = Assert.Throws<DomainRuleException>(() => _model.Connect(new(from), new(to)));

        Assert.Equal(reason + ".", refusal.Message);
    }

    [Fact]
    public void Connect_LoopWithoutAPerson_IsRefused()
    {
        var second = _model.Insert(StageKind.Webhook, Webhook.Id);

        var refusal = Assert.Throws<DomainRuleException>(() => _model.Connect(second.Id, Webhook.Id));

        Assert.Contains("loop", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Connect_ConnectedOutput_LeadsToTheNewStage()
    {
        _model.Connect(StageId.Start, Webhook.Id);

        Assert.Equal(Webhook.Id, _model.Draft.Get(StageId.Start).Output);
    }

    [Fact]
    public void Remove_StageInTheMiddle_ClosesTheGap()
    {
        _model.Remove(Webhook.Id);

        Assert.Equal(StageId.Complete, _model.Draft.Get(StageId.Label).Output);
        Assert.Equal(2, _model.Changes);
    }

    [Theory]
    [InlineData("Start")]
    [InlineData("Complete")]
    public void Remove_StartOrLastComplete_IsRefused(string stage) =>
        Assert.Throws<DomainRuleException>(() => _model.Remove(new(stage)));

    [Fact]
    public void Add_NameTaken_GetsNextNumber() =>
        Assert.Equal("Webhook 2", _model.Add(StageKind.Webhook, new(0, 0)).Name);

    [Fact]
    public void Insert_IntoConnector_IsBetweenBoth()
    {
        var added = _model.Insert(StageKind.Label, StageId.Label);

        Assert.Equal(added.Id, _model.Draft.Get(StageId.Label).Output);
        Assert.Equal(Webhook.Id, _model.Draft.Get(added.Id).Output);
    }

    [Theory]
    [InlineData("  ")]
    [InlineData("Webhook")]
    public void Rename_EmptyOrTaken_IsRefused(string name) =>
        Assert.Throws<DomainRuleException>(() => _model.Rename(StageId.Label, name));

    [Fact]
    public void Configure_OtherUrl_CanBeUndone()
    {
        _model.Configure(Webhook.Id, Settings with { Url = "https://other.example/" }, "change the URL");

        _model.Undo();

        Assert.Equal(Settings, Webhook.Settings);
    }
}
