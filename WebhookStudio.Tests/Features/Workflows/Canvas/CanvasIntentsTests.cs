using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Tests.Features.Workflows.Canvas;

/// <summary>What the browser tells of, done to the model.</summary>
public sealed class CanvasIntentsTests
{
    private readonly CanvasModel _model = new(Workflow.WithWebhook(new()));
    private readonly StageKeys _keys = new();
    private readonly List<string> _said = [];
    private readonly List<string> _removed = [];
    private readonly List<string> _warned = [];
    private readonly CanvasIntents _intents;
    private bool _readOnly;

    public CanvasIntentsTests()
    {
        foreach (var stage in _model.Draft.Stages)
        {
            Assert.Equal(_keys[stage.Id], _keys[stage.Id]);
        }

        _intents = new(() => _model, _keys, Host());
    }

    [Fact]
    public async Task Connect_ImpossibleTarget_AnswersFalseAndSaysWhy()
    {
        Assert.False(await _intents.ConnectAsync(3, 0, 1));
        Assert.Equal("Complete has no output.", _said[^1]);
    }

    [Fact]
    public async Task Delete_WithStart_SaysWhatStaysAndOffersUndo()
    {
        Assert.True(await _intents.DeleteAsync([0, 1]));

        Assert.Equal(["Label deleted"], _removed);
        Assert.Equal(["Start stays: every task begins there."], _warned);
    }

    [Fact]
    public async Task Rename_TakenName_GivesTheReason()
    {
        Assert.Equal("Another stage is named Webhook. Choose a different name.", await _intents.RenameAsync(1, "Webhook"));
        Assert.Null(await _intents.RenameAsync(1, "Draw"));
        Assert.Equal("Draw", _model.Draft.Get(StageId.Label).Name);
    }

    [Fact]
    public void Refusals_OfAStage_AreGroupedByReason()
    {
        var refusals = _intents.RefusalsAsync(1);

        Assert.Equal([0], refusals["Start has no input"]);
        Assert.Equal([1], refusals["A stage cannot lead to itself"]);
    }

    [Fact]
    public async Task AddAfter_LogicStage_ComesBehindItsElse()
    {
        var logic = _model.Insert(StageKind.Logic, StageId.Label);

        Assert.True(await _intents.AddAfterAsync("Hold", _keys[logic.Id]));

        var added = _model.Draft.Get(_model.Selection[0]);
        Assert.Equal(added.Id, _model.Draft.Get(logic.Id).Output);
    }

    [Fact]
    public async Task AddConnected_EndOfTheWire_IsTheInputOfTheNewStage()
    {
        await _intents.DisconnectAsync(2, 0);

        await _intents.AddConnectedAsync("Hold", 2, 0, 960, 400 + StageShape.PortY);

        var added = _model.Draft.Get(_model.Selection[0]);
        Assert.Equal(new StagePosition(960, 400), added.Position);
        Assert.Equal(added.Id, _model.Draft.Stages[2].Output);
    }

    [Theory]
    [InlineData("Start")]
    [InlineData("Oven")]
    public async Task Add_WhatCannotBeAdded_IsRefused(string kind) => Assert.False(await _intents.AddAsync(kind, 0, 0));

    [Fact]
    public async Task Move_StageOfAnUnknownNumber_ChangesNothing()
    {
        await _intents.MoveAsync([99, -1], 16, 0);

        Assert.False(_model.IsDirty);
    }

    [Fact]
    public async Task Edits_ReadOnly_AreNotDone()
    {
        _readOnly = true;

        Assert.False(await _intents.MoveAsync([1], 16, 0));
        Assert.False(await _intents.DeleteAsync([1]));
        Assert.False(await _intents.PasteAsync("{}"));
        Assert.False(_model.IsDirty);
        Assert.Empty(_said);
    }

    [Fact]
    public async Task Copy_Several_GivesTextAndCutSaysNothingYet()
    {
        Assert.Contains("Webhook", await _intents.CopyAsync([1, 2], cut: false), StringComparison.Ordinal);
        Assert.Equal(["2 stages copied"], _said);
        await _intents.CopyAsync([1], cut: true);
        Assert.Single(_said);
        Assert.Equal("", await _intents.CopyAsync([], cut: true));
    }

    private CanvasHost Host() => new()
    {
        Edit = (said, change) => Task.FromResult(Try(said, change, _said)),
        Remove = (said, change) => Task.FromResult(Try(said, change, _removed)),
        Say = words => Note(_said, words),
        Warn = words => Note(_warned, words),
        Open = _ => Task.CompletedTask,
        Close = () => Task.CompletedTask,
        Rerun = _ => Task.CompletedTask,
        Selected = () => Task.CompletedTask,
        Added = () => { },
        ReadOnly = () => _readOnly,
        Sealing = new(null!, new FakeTimeProvider()),
    };

    private bool Try(string said, Action change, List<string> told)
    {
        try
        {
            change();
            told.Add(said);

            return true;
        }
        catch (DomainRuleException refusal)
        {
            _said.Add(refusal.Message);

            return false;
        }
    }

    private static Task Note(List<string> told, string words)
    {
        told.Add(words);

        return Task.CompletedTask;
    }
}
