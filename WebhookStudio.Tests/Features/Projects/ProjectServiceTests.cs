using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Projects;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Projects;

public sealed class ProjectServiceTests : IDisposable
{
    private readonly TestDatabase _database = new();
    private readonly FakeTimeProvider _clock = new(new(2026, 2, 6, 10, 14, 8, TimeSpan.Zero));
    private readonly ProjectService _service;

    public ProjectServiceTests() => _service = new(
        _database, new StageCounters(_database), new EveryUrl(), new PageFakes.Feed(), _clock, NullLogger<ProjectService>.Instance);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Create_LabelAndWebhook_OpensWithAWebhookThatNeedsSetup()
    {
        var id = await CreateAsync("Pastry detection", ProjectTemplate.LabelAndWebhook);

        var card = await _service.GetAsync(id, Stop);
        Assert.Equal(
            [StageKind.Start, StageKind.Label, StageKind.Webhook, StageKind.Complete], card!.Stages.Select(stage => stage.Kind));
        Assert.True(card.NeedsSetup);
    }

    [Fact]
    public async Task Create_NoName_IsRefused()
    {
        await Assert.ThrowsAsync<DomainRuleException>(() => CreateAsync(" ", ProjectTemplate.LabelOnly));

        Assert.Empty(await _service.ListAsync(Stop));
    }

    [Fact]
    public async Task List_SeveralProjects_ShowsWhatNeedsAttentionFirstThenTheNewest()
    {
        await CreateAsync("Needs setup", ProjectTemplate.LabelAndWebhook);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await CreateAsync("Older", ProjectTemplate.LabelOnly);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await CreateAsync("Newer", ProjectTemplate.LabelOnly);

        Assert.Equal(["Needs setup", "Newer", "Older"], (await _service.ListAsync(Stop)).Select(card => card.Name));
    }

    private Task<Id<WebhookStudio.Domain.Projects.Project>> CreateAsync(string name, ProjectTemplate template) =>
        _service.CreateAsync(name, "", template, "ada@bakery.example", Stop);
}
