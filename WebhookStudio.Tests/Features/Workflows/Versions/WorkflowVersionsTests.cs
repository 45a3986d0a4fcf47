using Microsoft.EntityFrameworkCore;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Features.Workflows.Versions;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Workflows.Versions;

public sealed class WorkflowVersionsTests : IAsyncLifetime
{
    private readonly StudioApp _app = new();
    private Scenario _scenario = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IWorkflowVersions Versions => _app.Get<IWorkflowVersions>();

    public async ValueTask InitializeAsync()
    {
        _app.Start();
        _scenario = await Scenario.CreateAsync(_app, "http://127.0.0.1:9/hook");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task List_NeverSaved_IsTheLiveOne()
    {
        var only = Assert.Single(await Versions.ListAsync(_scenario.ProjectId, Stop));

        Assert.Equal((1, true, null), (only.Number, only.IsLive, only.Note));
        Assert.Equal(StoredValues.Forget(_scenario.Workflow), (await Versions.GetAsync(_scenario.ProjectId, 1, Stop))!.Workflow);
    }

    [Fact]
    public async Task Save_WithANote_KeepsBothTheNewAndTheOldWorkflow()
    {
        await SaveAsync(1, "To the oven", " Faster\n");

        var list = await Versions.ListAsync(_scenario.ProjectId, Stop);
        var old = await Versions.GetAsync(_scenario.ProjectId, 1, Stop);

        Assert.Equal([(2, true, "Faster"), (1, false, null)], list.Select(version => (version.Number, version.IsLive, version.Note)));
        Assert.Equal("Webhook", old!.Workflow.Get(_scenario.Webhook.Id).Name);
    }

    [Fact]
    public async Task Save_NoteTooLong_IsRefusedAndNothingIsLive()
    {
        var refusal = await Assert.ThrowsAsync<DomainRuleException>(
            () => SaveAsync(1, "To the oven", new string('x', WorkflowVersion.NoteMaxLength + 1)));

        Assert.Equal("version.note", refusal.Code);
        Assert.Single(await Versions.ListAsync(_scenario.ProjectId, Stop));
    }

    [Fact]
    public async Task Versions_InTheDatabase_HoldNoSecret()
    {
        var cipher = ((WebhookStageSettings)_scenario.Webhook.Settings).Secret!.Cipher;
        await SaveAsync(1, "To the oven", null);

        var stored = await _app.ReadAsync(db => db.Database.SqlQuery<string>($"SELECT Workflow AS Value FROM workflow_versions").ToListAsync());

        Assert.Equal(2, stored.Count);
        Assert.All(stored, text => Assert.DoesNotContain(cipher, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Save_MoreThanAreKept_LetsTheOldestGo()
    {
        var version = _scenario.Workflow;
        await _app.ReadAsync(async db =>
        {
            await db.Projects.ExecuteUpdateAsync(set => set.SetProperty(p => p.WorkflowVersion, WorkflowVersion.MostKept + 1));
            db.AddRange(Enumerable.Range(1, WorkflowVersion.MostKept).Select(number => new WorkflowVersion
            {
                ProjectId = _scenario.ProjectId,
                Number = number,
                Workflow = version,
                SavedBy = StudioApp.OwnerEmail,
                SavedAt = TimeProvider.System.GetUtcNow(),
            }));

            return await db.SaveChangesAsync();
        });

        await SaveAsync(WorkflowVersion.MostKept + 1, "To the oven", null);

        var kept = await Versions.ListAsync(_scenario.ProjectId, Stop);
        Assert.Equal(WorkflowVersion.MostKept, kept.Count);
        Assert.Equal((WorkflowVersion.MostKept + 2, 3), (kept[0].Number, kept[^1].Number));
    }

    [Fact]
    public async Task Restore_AfterTheSecretWasRemovedAndTheHostChanged_CannotBeSavedWithoutIt()
    {
        await SaveAsync(1, new() { Url = "http://127.0.0.2:9/hook" });
        var version = (await Versions.GetAsync(_scenario.ProjectId, 1, Stop))!;
        var live = (await _app.Get<IWorkflowService>().GetAsync(_scenario.ProjectId, Stop))!;

        var restored = StoredValues.Restore(version.Workflow, live.Workflow);

        var refusal = await Assert.ThrowsAsync<DomainRuleException>(() => _app.Get<IWorkflowService>().SaveAsync(
            _scenario.ProjectId, new WorkflowSave(restored, 2, StudioApp.OwnerEmail), Stop));
        Assert.Contains("the secret must be entered again", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_AfterTheSecretWasReplaced_SignsWithTheNewOne()
    {
        var protector = _app.Get<ISecretProtector>();
        var settings = (WebhookStageSettings)_scenario.Webhook.Settings;
        await SaveAsync(1, settings with { Secret = protector.Seal("the_new_secret"), Concurrency = 7 });
        var version = (await Versions.GetAsync(_scenario.ProjectId, 1, Stop))!;
        var live = (await _app.Get<IWorkflowService>().GetAsync(_scenario.ProjectId, Stop))!;

        var restored = StoredValues.Restore(version.Workflow, live.Workflow);
        await _app.Get<IWorkflowService>().SaveAsync(
            _scenario.ProjectId, new WorkflowSave(restored, 2, StudioApp.OwnerEmail), Stop);

        var now = (await _app.Get<IWorkflowService>().GetAsync(_scenario.ProjectId, Stop))!.Workflow.Get(_scenario.Webhook.Id);
        var saved = Assert.IsType<WebhookStageSettings>(now.Settings);
        Assert.Equal(("the_new_secret", WebhookStageSettings.DefaultConcurrency), (protector.Open(saved.Secret!), saved.Concurrency));
    }

    [Fact]
    public async Task Project_Deleted_TakesVersionsAndDraftsAlong()
    {
        await SaveAsync(1, "To the oven", null);

        await _app.ReadAsync(db => db.Projects.ExecuteDeleteAsync(Stop));

        Assert.Equal(0, await _app.ReadAsync(db => db.WorkflowVersions.CountAsync(Stop)));
    }

    private Task<int> SaveAsync(int expected, string name, string? note) => _app.Get<IWorkflowService>().SaveAsync(
        _scenario.ProjectId,
        new WorkflowSave(_scenario.Workflow.With(_scenario.Webhook with { Name = name }), expected, StudioApp.OwnerEmail) { Note = note },
        Stop);

    private Task<int> SaveAsync(int expected, WebhookStageSettings settings) => _app.Get<IWorkflowService>().SaveAsync(
        _scenario.ProjectId,
        new WorkflowSave(_scenario.Workflow.With(_scenario.Webhook with { Settings = settings }), expected, StudioApp.OwnerEmail),
        Stop);
}
