using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Tests.Features.Workflows.Canvas;

/// <summary>Edits of several stages at once: one step each.</summary>
public sealed class SelectionEditsTests
{
    private static readonly WebhookStageSettings Settings = new()
    {
        Url = "https://ml.bakery.example/hook",
        Auth = WebhookAuth.Secret,
        Secret = new SealedText("sealed"),
        Headers = [new("X-Shop", new SealedText("sealed too"))],
    };

    private readonly CanvasModel _model = new(Workflow.WithWebhook(Settings));

    private Stage Webhook => _model.Draft.Stages.First(stage => stage.Kind is StageKind.Webhook);

    [Fact]
    public void Move_Several_KeepsTheirDistancesInOneStep()
    {
        _model.Move([StageId.Label, Webhook.Id], 32, -16);

        Assert.Equal(new StagePosition(384, 144), _model.Draft.Get(StageId.Label).Position);
        Assert.Equal(new StagePosition(672, 144), Webhook.Position);
        Assert.Equal("move 2 stages", _model.UndoWords);

        _model.Undo();
        Assert.False(_model.IsDirty);
    }

    [Fact]
    public void Move_OffTheGrid_StaysThere()
    {
        _model.Move([StageId.Label], 3, 5.4);

        Assert.Equal(new StagePosition(355, 165), _model.Draft.Get(StageId.Label).Position);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(1e300)]
    public void Move_ImpossibleDistance_StaysOnTheCanvas(double by)
    {
        _model.Move([StageId.Label], by, 0);

        Assert.InRange(_model.Draft.Get(StageId.Label).Position.X, -20_000, 20_000);
    }

    [Fact]
    public void Remove_AllOfThem_KeepsStartAndCompleteAndSaysWhy()
    {
        var reasons = _model.Remove([.. _model.Draft.Stages.Select(stage => stage.Id)]);

        Assert.Equal([StageKind.Start, StageKind.Complete], _model.Draft.Stages.Select(stage => stage.Kind));
        Assert.Equal(StageId.Complete, _model.Draft.Start.Output);
        Assert.Equal(["Start stays: every task begins there.", "Complete stays: every task ends there."], reasons);
        Assert.Equal("delete 2 stages", _model.UndoWords);

        _model.Undo();
        Assert.False(_model.IsDirty);
    }

    [Fact]
    public void Remove_OnlyProtectedOnes_IsRefusedWithEveryReason()
    {
        var refusal = Assert.Throws<DomainRuleException>(() => _model.Remove([StageId.Start, StageId.Complete]));

        Assert.Equal("Start stays: every task begins there. Complete stays: every task ends there.", refusal.Message);
        Assert.Null(_model.UndoWords);
    }

    [Fact]
    public void Remove_TwoInARow_ClosesTheGapOverBoth()
    {
        _model.Remove([Webhook.Id, StageId.Label]);

        Assert.Equal(StageId.Complete, _model.Draft.Start.Output);
    }

    [Fact]
    public void Duplicate_Several_KeepsTheirConnectorsAndNamesThemCopies()
    {
        _model.Duplicate([StageId.Label, Webhook.Id]);

        var copies = _model.Selection.Select(_model.Draft.Get).ToList();
        Assert.Equal(["Label copy", "Webhook copy"], copies.Select(copy => copy.Name));
        Assert.Equal(copies[1].Id, copies[0].Output);
        Assert.Null(copies[1].Output);
        Assert.Equal(new StagePosition(368, 176), copies[0].Position);
        Assert.Equal("duplicate 2 stages", _model.UndoWords);
        Assert.Equal(Webhook.Id, _model.Draft.Get(StageId.Label).Output);
    }

    [Fact]
    public void Duplicate_Webhook_LeavesItsSecretsBehind()
    {
        _model.Duplicate([Webhook.Id]);

        var copy = Assert.IsType<WebhookStageSettings>(_model.Draft.Get(_model.Selection[0]).Settings);
        Assert.Equal(Settings.Url, copy.Url);
        Assert.Equal(WebhookAuth.Secret, copy.Auth);
        Assert.Null(copy.Secret);
        Assert.Empty(copy.Headers);
    }

    [Fact]
    public void Duplicate_Again_StepsFurtherAsideAndCountsOn()
    {
        _model.Duplicate([StageId.Label]);
        _model.Duplicate(_model.Selection);
        _model.Duplicate([StageId.Label]);

        var copies = _model.Draft.Stages.Where(stage => stage.Name.StartsWith("Label copy", StringComparison.Ordinal)).ToList();
        Assert.Equal(["Label copy", "Label copy 2", "Label copy 3"], copies.Select(copy => copy.Name));
        Assert.Equal(3, copies.Select(copy => copy.Position).Distinct().Count());
    }

    [Fact]
    public void Duplicate_Start_IsRefused()
    {
        var refusal = Assert.Throws<DomainRuleException>(() => _model.Duplicate([StageId.Start]));

        Assert.Equal("Start cannot be copied: a workflow begins in one place.", refusal.Message);
    }

    [Fact]
    public void Copy_LongName_StillFits()
    {
        _model.Rename(StageId.Label, new string('x', Stage.NameMaxLength));

        _model.Duplicate([StageId.Label]);
        _model.Duplicate([StageId.Label]);

        Assert.All(_model.Draft.Stages, stage => Assert.InRange(stage.Name.Length, 1, Stage.NameMaxLength));
        Assert.Equal(_model.Draft.Stages.Length, _model.Draft.Stages.Select(stage => stage.Name).Distinct().Count());
    }
}
