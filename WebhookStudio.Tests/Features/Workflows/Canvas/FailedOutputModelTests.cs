using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Tests.Features.Workflows.Canvas;

public sealed class FailedOutputModelTests
{
    private static readonly WebhookStageSettings Fails = new()
    {
        Url = "https://ml.bakery.example/hook",
        OnExhausted = ExhaustedRule.Fail,
    };

    private readonly CanvasModel _model = new(Workflow.WithWebhook(Fails));

    private Stage Webhook => _model.Draft.Stages[2];

    [Fact]
    public void Connect_Failed_LeavesTheOtherConnector()
    {
        var side = _model.Add(StageKind.Label, new(640, 400));

        _model.Connect(Webhook.Id, side.Id, StageOutput.Failed);

        Assert.Equal((StageId.Complete, side.Id), (Webhook.Output, Webhook.FailedOutput));
        Assert.Equal("connect the output Failed of Webhook to Label 2", _model.UndoWords);
    }

    [Fact]
    public void Connect_Next_LeavesTheFailedConnector()
    {
        var side = _model.Add(StageKind.Label, new(640, 400));
        _model.Connect(Webhook.Id, StageId.Complete, StageOutput.Failed);

        _model.Connect(Webhook.Id, side.Id);

        Assert.Equal((side.Id, StageId.Complete), (Webhook.Output, Webhook.FailedOutput));
    }

    [Fact]
    public void Disconnect_Failed_CanBeUndone()
    {
        _model.Connect(Webhook.Id, StageId.Complete, StageOutput.Failed);

        Assert.True(_model.Disconnect(Webhook.Id, StageOutput.Failed));
        Assert.Equal((StageId.Complete, null), (Webhook.Output, Webhook.FailedOutput));
        Assert.False(_model.IsDirty);

        _model.Undo();
        Assert.Equal(StageId.Complete, Webhook.FailedOutput);
    }

    [Fact]
    public void Configure_BackToKeep_RemovesTheConnectorInOneStep()
    {
        _model.Connect(Webhook.Id, StageId.Complete, StageOutput.Failed);

        _model.Configure(Webhook.Id, Fails with { OnExhausted = ExhaustedRule.Keep }, "change what follows");
        Assert.Equal([StageId.Complete], Webhook.Next);

        _model.Undo();
        Assert.Equal([StageId.Complete, StageId.Complete], Webhook.Next);
        Assert.Equal(Fails, Webhook.Settings);
    }

    [Fact]
    public void Connect_FailedBackToALabelStage_Connects()
    {
        _model.Connect(Webhook.Id, StageId.Label, StageOutput.Failed);

        Assert.Equal(StageId.Label, Webhook.FailedOutput);
    }

    [Fact]
    public void Connect_ByAWayBehindFailed_IsRefusedAsLoop()
    {
        var side = _model.Add(StageKind.Webhook, new(640, 400));
        _model.Connect(Webhook.Id, side.Id, StageOutput.Failed);

        var refusal = Assert.Throws<DomainRuleException>(() => _model.Connect(side.Id, Webhook.Id));
        Assert.Equal("Tasks would go round in a loop without a person.", refusal.Message);
        Assert.Contains(new StageId("Start"), ConnectRules.Refusals(_model.Draft, side.Id).Keys);
    }

    [Theory]
    [InlineData("Label", "Label has no such output.")]
    [InlineData("Complete", "Complete has no output.")]
    public void Connect_OutputThatIsNotThere_IsRefused(string from, string reason)
    {
        var refusal = Assert.Throws<DomainRuleException>(
            () => _model.Connect(new(from), Webhook.Id, StageOutput.Failed));

        Assert.Equal(reason, refusal.Message);
    }

    [Fact]
    public void Remove_StageBehindFailed_LeadsToTheOneBehindIt()
    {
        var side = _model.Add(StageKind.Label, new(640, 400));
        _model.Connect(side.Id, StageId.Complete);
        _model.Connect(Webhook.Id, side.Id, StageOutput.Failed);

        _model.Remove(side.Id);

        Assert.Equal([StageId.Complete, StageId.Complete], Webhook.Next);
    }

    [Fact]
    public void Remove_StageBehindBothOutputs_LeadsBothOn()
    {
        var side = _model.Insert(StageKind.Label, Webhook.Id);
        _model.Connect(Webhook.Id, side.Id, StageOutput.Failed);

        _model.Remove(side.Id);

        Assert.Equal([StageId.Complete, StageId.Complete], Webhook.Next);
    }

    [Fact]
    public void Insert_IntoTheFailedConnector_LeavesTheOther()
    {
        _model.Connect(Webhook.Id, StageId.Complete, StageOutput.Failed);

        var added = _model.Insert(StageKind.Label, Webhook.Id, StageOutput.Failed);

        Assert.Equal((StageId.Complete, added.Id), (Webhook.Output, Webhook.FailedOutput));
        Assert.Equal(StageId.Complete, _model.Draft.Get(added.Id).Output);
    }

    [Fact]
    public void Tidy_StageBehindFailed_LiesRightOfItsStageInARowOfItsOwn()
    {
        var stray = _model.Add(StageKind.Label, new(0, 0));
        var side = _model.Add(StageKind.Label, new(0, 0));
        _model.Connect(side.Id, StageId.Complete);
        _model.Connect(Webhook.Id, side.Id, StageOutput.Failed);

        var tidy = StageLayout.Tidy(_model.Draft);

        // The line of the output makes the first row higher.
        var row = tidy.Get(Webhook.Id).Position.Y + StageLayout.Row + 32;
        Assert.Equal(tidy.Get(Webhook.Id).Position.X + StageLayout.Column, tidy.Get(side.Id).Position.X);
        Assert.Equal(row, tidy.Get(side.Id).Position.Y);
        Assert.Equal(tidy.Get(side.Id).Position.X + StageLayout.Column, tidy.Get(StageId.Complete).Position.X);
        Assert.Equal(row + StageLayout.Row, tidy.Get(stray.Id).Position.Y);
    }
}
