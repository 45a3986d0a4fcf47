using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Drafts;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Workflows.Drafts;

/// <summary>What is stored of an open editor, and when; and what two windows and two people make of each other.</summary>
public sealed class EditorDraftTests : IAsyncLifetime
{
    private DraftScene _scene = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _scene = await DraftScene.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _scene.Dispose();

        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Look_EditsOfOneMoment_AreStoredTogetherWithinASecond()
    {
        var ada = await _scene.OpenAsync("ada");

        ada.Rename(_scene.Webhook, "To the oven");
        ada.Rename(_scene.Webhook, "To the shop");
        Assert.Equal((DraftState.Pending, true), (ada.Draft.State, ada.Draft.IsAtRisk));
        Assert.Null(await _scene.Drafts.FindAsync(_scene.Key("ada"), Stop));
        await PassAsync(ada);

        var stored = (await _scene.Drafts.FindAsync(_scene.Key("ada"), Stop))!;
        Assert.Equal(("To the shop", 1), (stored.Workflow.Get(_scene.Webhook).Name, stored.Revision));
        Assert.False(ada.Draft.IsAtRisk);
    }

    [Fact]
    public async Task Look_NothingChanged_StoresAndShowsNothing()
    {
        var ada = await _scene.OpenAsync("ada");

        ada.Draft.Look();

        Assert.Equal(DraftState.None, ada.Draft.State);
        Assert.Equal(0, await _scene.Drafts.RevisionAsync(_scene.Key("ada"), Stop));
    }

    [Fact]
    public async Task Undo_ToWhatIsLive_RemovesTheDraftAndRedoBringsItBack()
    {
        var ada = await _scene.OpenAsync("ada");
        ada.Rename(_scene.Webhook, "To the oven");
        await ada.Draft.FlushAsync();

        ada.Session.Model.Undo();
        await ada.Draft.FlushAsync();
        Assert.Null(await _scene.Drafts.FindAsync(_scene.Key("ada"), Stop));
        Assert.Equal(DraftState.None, ada.Draft.State);
        ada.Session.Model.Redo();
        await ada.Draft.FlushAsync();

        Assert.Equal("To the oven", (await _scene.Drafts.FindAsync(_scene.Key("ada"), Stop))!.Workflow.Get(_scene.Webhook).Name);
    }

    [Fact]
    public async Task Undo_AndRedoBeforeItIsStored_IsStoredStill()
    {
        var ada = await _scene.OpenAsync("ada");
        ada.Rename(_scene.Webhook, "To the oven");
        await ada.Draft.FlushAsync();

        ada.Session.Model.Undo();
        ada.Draft.Look();
        ada.Session.Model.Redo();
        ada.Draft.Look();
        await PassAsync(ada);

        Assert.Equal((DraftState.Stored, 1), (ada.Draft.State, await _scene.Drafts.RevisionAsync(_scene.Key("ada"), Stop)));
    }

    [Fact]
    public async Task Open_AfterTheBrowserWasClosed_GoesOnWhereItWas()
    {
        var before = await _scene.OpenAsync("ada");
        before.Rename(_scene.Webhook, "To the oven");
        await before.Draft.DisposeAsync();

        var ada = await _scene.OpenAsync("ada");

        Assert.Equal(("To the oven", 1), (ada.Session.Model.Draft.Get(_scene.Webhook).Name, ada.Session.Model.Changes));
        Assert.Equal((ListScene.Now, 1), (ada.Draft.Restored!.ChangedAt, ada.Draft.Restored.BaseVersion));
        Assert.Equal(DraftState.Stored, ada.Draft.State);
        ada.Session.Model.Undo();
        Assert.False(ada.Session.Model.IsDirty);
    }

    [Fact]
    public async Task Store_DatabaseRefuses_IsSaidAndTriedAgain()
    {
        var ada = await _scene.OpenAsync("ada");
        await _scene.BreakAsync(broken: true);
        ada.Rename(_scene.Webhook, "To the oven");

        Assert.False(await ada.Draft.FlushAsync());
        Assert.Equal(DraftState.Failed, ada.Draft.State);
        await _scene.BreakAsync(broken: false);
        await PassAsync(ada);

        Assert.Equal(DraftState.Stored, ada.Draft.State);
    }

    [Fact]
    public async Task Stop_EditNotStoredYet_IsStoredBeforeTheApplicationEnds()
    {
        var ada = await _scene.OpenAsync("ada");
        ada.Rename(_scene.Webhook, "To the oven");

        _scene.Stop();

        Assert.Equal(1, await _scene.Drafts.RevisionAsync(_scene.Key("ada"), Stop));
    }

    [Fact]
    public async Task Save_Draft_Ends()
    {
        var ada = await _scene.OpenAsync("ada");
        ada.Rename(_scene.Webhook, "To the oven");
        await ada.Draft.FlushAsync();

        await ada.Draft.SaveAsync(() => ada.Session.SaveAsync("ada@bakery.example", Stop));

        Assert.Equal((DraftState.None, 2), (ada.Draft.State, ada.Session.BaseVersion));
        Assert.NotNull(ada.Session.Model.UndoWords);
    }

    [Fact]
    public async Task Edit_InAnotherWindow_ComesOverAndOwnChangesArePutAside()
    {
        var one = await _scene.OpenAsync("ada");
        var other = await _scene.OpenAsync("ada");
        one.Rename(_scene.Webhook, "To the oven");
        await one.Draft.FlushAsync();

        other.Rename(StageId.Label, "Draw");
        await other.Draft.FlushAsync();

        Assert.Equal("To the oven", other.Session.Model.Draft.Get(_scene.Webhook).Name);
        Assert.Contains(other.Said, said => said.StartsWith("Changes of your other window are here", StringComparison.Ordinal));
        Assert.Single(await _scene.Drafts.ListKeptAsync(_scene.Key("ada"), Stop));
        other.Session.Model.Undo();
        Assert.Equal("Draw", other.Session.Model.Draft.Get(StageId.Label).Name);
    }

    [Fact]
    public async Task Hear_IdleWindow_FollowsTheOther()
    {
        var one = await _scene.OpenAsync("ada");
        var other = await _scene.OpenAsync("ada");
        one.Rename(_scene.Webhook, "To the oven");
        await one.Draft.FlushAsync();

        await other.Draft.HearAsync();
        Assert.Equal("To the oven", other.Session.Model.Draft.Get(_scene.Webhook).Name);
        await one.Draft.DiscardAsync(Stop);
        await other.Draft.HearAsync();

        Assert.False(other.Session.Model.IsDirty);
    }

    [Fact]
    public async Task Hear_SomebodyEdits_IsNamed()
    {
        var ada = await _scene.OpenAsync("ada");
        var ben = await _scene.OpenAsync("ben");
        await ada.Draft.HearAsync();
        Assert.Equal(["ben@bakery.example is here too"], ada.Draft.Others.Select(other => other.Words));

        ben.Rename(_scene.Webhook, "To the oven");
        await ben.Draft.FlushAsync();
        await ada.Draft.HearAsync();
        Assert.Equal(["ben@bakery.example is editing too"], ada.Draft.Others.Select(other => other.Words));

        await ben.Draft.DisposeAsync();
        await ada.Draft.HearAsync();
        Assert.Equal(["ben@bakery.example has a draft"], ada.Draft.Others.Select(other => other.Words));
    }

    [Fact]
    public async Task Rebase_SomebodySaved_KeepsMyChangesAndNothingOfTheirs()
    {
        var ada = await _scene.OpenAsync("ada");
        ada.Rename(_scene.Webhook, "To the oven");
        await BenSavesAsync();

        await ada.Session.RefreshAsync(Stop);
        Assert.Equal((true, 1, 2), (ada.Session.IsBehind, ada.Session.BaseVersion, ada.Session.View.Version));
        Assert.Equal(1, ada.Session.Model.Changes);
        var review = Review.Of(ada.Session);
        ada.Session.Rebase();

        Assert.Equal(["Label"], review.Theirs.Select(stage => stage.Name == "Draw" ? "Label" : stage.Name));
        Assert.Equal(["To the oven"], review.Mine.Select(stage => stage.Name));
        Assert.Equal((false, 2), (ada.Session.IsBehind, ada.Session.Model.Changes));
        Assert.Equal("Label", ada.Session.Model.Draft.Get(StageId.Label).Name);
    }

    [Fact]
    public async Task Refresh_NothingEdited_ShowsWhatSomebodySaved()
    {
        var ada = await _scene.OpenAsync("ada");
        await BenSavesAsync();

        await ada.Session.RefreshAsync(Stop);

        Assert.Equal((false, "Draw"), (ada.Session.IsBehind, ada.Session.Model.Draft.Get(StageId.Label).Name));
    }

    private async Task BenSavesAsync()
    {
        var ben = await _scene.OpenAsync("ben");
        ben.Session.Model.Rename(StageId.Label, "Draw");
        await ben.Draft.SaveAsync(() => ben.Session.SaveAsync("ben@bakery.example", Stop));
    }

    /// <summary>Lets time pass until nothing is waiting to be stored.</summary>
    private async Task PassAsync(OpenEditor editor) => await Eventually.GetAsync(
        () =>
        {
            _scene.Clock.Advance(TimeSpan.FromSeconds(1));

            return Task.FromResult(editor.Draft.IsAtRisk);
        },
        atRisk => !atRisk,
        Stop);
}
