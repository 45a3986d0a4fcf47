using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Data;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Drafts;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Workflows.Drafts;

public sealed class WorkflowDraftsTests : IAsyncLifetime
{
    private static readonly WebhookStageSettings Settings = new()
    {
        Url = "https://ml.bakery.example/hook",
        Auth = WebhookAuth.Secret,
        Secret = new("live-cipher"),
    };

    private readonly TestDatabase _database = new();
    private readonly WriteTurns _turns = new();
    private readonly FakeTimeProvider _clock = new(ListScene.Now);
    private readonly Project _project = Project.Create(
        "Pastry detection", "", "ada@bakery.example", Workflow.WithWebhook(Settings), ListScene.Now);

    private readonly WorkflowDrafts _drafts;

    public WorkflowDraftsTests() => _drafts = new(_database, _turns, _clock);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private DraftKey Ada => new(_project.Id, "ada@bakery.example");

    private DraftKey Ben => new(_project.Id, "ben@bakery.example");

    private Workflow Live => _project.Workflow;

    private Stage Webhook => Live.Stages[2];

    public async ValueTask InitializeAsync() => await _database.AddAsync(_project);

    public ValueTask DisposeAsync()
    {
        _turns.Dispose();
        _database.Dispose();

        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Store_Draft_IsFoundByItsOwnerOnly()
    {
        var stored = await StoreAsync(Ada, Named("To the oven"), revision: 0);

        var found = await _drafts.FindAsync(Ada, Stop);
        Assert.Equal((1, false), (stored.Revision, stored.IsOvertaken));
        Assert.Equal(Named("To the oven"), found!.Workflow);
        Assert.Equal((Live, 1, ListScene.Now, 1), (found.Before, found.BaseVersion, found.ChangedAt, found.Revision));
        Assert.Null(await _drafts.FindAsync(Ben, Stop));
    }

    [Fact]
    public async Task Store_SameAsBefore_RemovesTheDraft()
    {
        await StoreAsync(Ada, Named("To the oven"), revision: 0);

        var stored = await StoreAsync(Ada, Live, revision: 1);

        Assert.Equal(new DraftStored(0), stored);
        Assert.Null(await _drafts.FindAsync(Ada, Stop));
    }

    [Fact]
    public async Task Store_AnotherWindowWasFaster_StoresNothing()
    {
        await StoreAsync(Ada, Named("To the oven"), revision: 0);

        var second = await StoreAsync(Ada, Named("To the shop"), revision: 0);

        Assert.Equal(new DraftStored(1, IsOvertaken: true), second);
        Assert.Equal(Named("To the oven"), (await _drafts.FindAsync(Ada, Stop))!.Workflow);
    }

    [Fact]
    public async Task Store_FromManyWindowsAtOnce_KeepsOneDraft()
    {
        var stored = await Task.WhenAll(Enumerable.Range(1, 8).Select(number => Task.Run(
            () => StoreAsync(Ada, Named($"Webhook {number}"), revision: 0))));

        Assert.Single(stored, result => !result.IsOvertaken);
        await using var db = _database.CreateDbContext();
        Assert.Equal(1, await db.WorkflowDrafts.CountAsync(Stop));
    }

    [Fact]
    public async Task Store_LiveSecret_IsNotInTheRow_AndTheEnteredOneIsSealed()
    {
        await StoreAsync(Ada, With(Settings with { Token = new("entered-cipher"), Concurrency = 7 }), revision: 0);

        await using var db = _database.CreateDbContext();
        var text = await db.Database.SqlQuery<string>($"SELECT Workflow AS Value FROM workflow_drafts").SingleAsync(Stop);
        Assert.DoesNotContain("live-cipher", text, StringComparison.Ordinal);
        Assert.Contains("entered-cipher", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_SomebodySavedSince_IsBasedOnTheVersionOfThen()
    {
        await StoreAsync(Ada, Named("To the oven"), revision: 0);
        await SaveAsync(With(Settings with { Secret = new("newer-cipher"), Concurrency = 3 }));

        var found = (await _drafts.FindAsync(Ada, Stop))!;

        Assert.Equal(1, found.BaseVersion);
        var settings = Assert.IsType<WebhookStageSettings>(found.Workflow.Get(Webhook.Id).Settings);
        Assert.Equal(("newer-cipher", WebhookStageSettings.DefaultConcurrency), (settings.Secret!.Cipher, settings.Concurrency));
        Assert.Equal(
            ["Name: Webhook, now To the oven"],
            Assert.Single(WorkflowDiff.Between(found.Before, found.Workflow)).Fields.Select(field => field.Words));
    }

    [Fact]
    public async Task Find_HostWasConfirmedForAnotherSecret_IsAskedAgain()
    {
        await StoreAsync(Ada, With(Settings with { Url = "https://other.example/hook", ConfirmedHost = "other.example" }), revision: 0);
        await SaveAsync(With(Settings with { Concurrency = 3 }));

        var settings = Assert.IsType<WebhookStageSettings>((await _drafts.FindAsync(Ada, Stop))!.Workflow.Get(Webhook.Id).Settings);

        Assert.Null(settings.ConfirmedHost);
    }

    [Fact]
    public async Task Keep_MoreThanAreKept_LetsTheOldestGo()
    {
        for (var number = 1; number <= WorkflowDraft.MostKept + 2; number++)
        {
            await _drafts.KeepAsync(Ada, new(Named($"Webhook {number}"), Live, 1, 0), $"before v{number} was restored", Stop);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        var kept = await _drafts.ListKeptAsync(Ada, Stop);
        Assert.Equal(WorkflowDraft.MostKept, kept.Count);
        Assert.Equal("before v12 was restored", kept[0].Because);
        Assert.Equal(Named("Webhook 12"), (await _drafts.FindKeptAsync(Ada, kept[0].Id, Stop))!.Workflow);
        Assert.Null(await _drafts.FindKeptAsync(Ben, kept[0].Id, Stop));
        Assert.Null(await _drafts.FindAsync(Ada, Stop));
    }

    [Fact]
    public async Task ListOthers_SomeAreHereAndSomeHaveDrafts_NamesThem()
    {
        await StoreAsync(Ben, Named("To the oven"), revision: 0);
        await StoreAsync(new(_project.Id, "cleo@bakery.example"), Named("To the shop"), revision: 0);

        var others = await _drafts.ListOthersAsync(Ada, [Ada.Owner, Ben.Owner, "dan@bakery.example"], Stop);

        Assert.Equal(
            ["ben@bakery.example is editing too", "dan@bakery.example is here too", "cleo@bakery.example has a draft"],
            others.Select(other => other.Words));
    }

    private Task<DraftStored> StoreAsync(DraftKey key, Workflow workflow, int revision) =>
        _drafts.StoreAsync(key, new(workflow, Live, 1, revision), Stop);

    private async Task SaveAsync(Workflow workflow)
    {
        await using var db = _database.CreateDbContext();
        var project = await db.Projects.SingleAsync(Stop);
        db.Add(WorkflowVersion.Of(project));
        project.ChangeWorkflow(workflow, Ben.Owner, ListScene.Now);
        await db.SaveChangesAsync(Stop);
    }

    private Workflow Named(string name) => Live.With(Webhook with { Name = name });

    private Workflow With(WebhookStageSettings settings) => Live.With(Webhook with { Settings = settings });
}
