using System.Net;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Assets;
using WebhookStudio.Features.Receivers;
using WebhookStudio.Features.Samples;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Samples;

public class SampleProjectTests
{
    [Fact]
    public async Task Start_SampleProjectAskedFor_MakesItReadyToUse()
    {
        await using var app = new StudioApp().With("WebhookStudio:SampleProject", "true").Start();

        var project = Assert.Single(await app.ReadAsync(db => db.Projects.AsNoTracking().ToListAsync()));
        var tasks = await app.ReadAsync(db => db.Tasks.AsNoTracking().OrderBy(task => task.Id).ToListAsync());
        var setup = await app.Get<ITestReceivers>().OpenAsync(project.Id, TestContext.Current.CancellationToken);

        Assert.Equal(("Sample project", StudioApp.OwnerEmail), (project.Name, project.Owner));
        Assert.Empty(WorkflowCheck.Find(project.Workflow));
        Assert.Equal(["Start", "Label", "Webhook", "Complete"], project.Workflow.Stages.Select(stage => stage.Name));
        Assert.Equal(["Webhook"], setup!.UsedBy);
        Assert.StartsWith(app.BaseUrl, setup.Url, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, 12).Select(number => $"task{number}.png"), tasks.Select(task => task.ExternalId));
        Assert.All(tasks, task => Assert.Equal(StageId.Label, task.StageId));
    }

    [Fact]
    public async Task Start_SampleProjectAskedFor_HasSchemaBatchesAndSizes()
    {
        await using var app = new StudioApp().With("WebhookStudio:SampleProject", "true").Start();

        var project = await app.ReadAsync(db => db.Projects.AsNoTracking().SingleAsync());
        var batches = await app.ReadAsync(db => db.Batches.AsNoTracking().Select(batch => batch.Name).ToListAsync());
        var wide = await app.ReadAsync(db => db.Assets.AsNoTracking().SingleAsync(asset => asset.ExternalId == "task3.png"));

        Assert.Equal(
            ["Croissant #f44336 1", "Pain au chocolat #2f7bf6 2", "Brioche #0aa37f 3", "Pain aux raisins #b637d4 4"],
            project.Schema.Tools.Select(tool => $"{tool.Title} {tool.Color} {tool.ShortcutKey}"));
        var question = Assert.Single(project.Schema.Classifications);
        Assert.True(question.Required);
        Assert.Equal(["Underbaked", "Golden", "Overbaked"], question.Options.Select(option => option.Value));
        Assert.Equal(["Le Croissànt", "batch-1", "batch-2"], batches.Order(StringComparer.Ordinal));
        Assert.Equal("""{"width":1200,"height":800}""", wide.Metadata.GetRawText());
    }

    [Fact]
    public async Task Start_Again_MakesNoSecondOne()
    {
        using var folder = new TemporaryFolder();

        for (var start = 0; start < 2; start++)
        {
            await using var app = new StudioApp(folder.Path).With("WebhookStudio:SampleProject", "true").Start();
            Assert.Equal(1, await app.ReadAsync(db => db.Projects.CountAsync()));
        }
    }

    [Fact]
    public async Task Start_NotAskedFor_MakesNone()
    {
        await using var app = new StudioApp().Start();

        Assert.False(await app.ReadAsync(db => db.Projects.AnyAsync()));
    }

    [Fact]
    public async Task Picture_PublicUrl_IsServedToAnybody()
    {
        await using var app = new StudioApp().With("WebhookStudio:SampleProject", "true").Start();
        var asset = await app.ReadAsync(db => db.Assets.AsNoTracking().FirstAsync(a => a.ExternalId == "task5.png"));
        using var client = new HttpClient();

        var response = await client.GetAsync(
            app.Get<IAssetFiles>().PublicUrl(asset.Data), TestContext.Current.CancellationToken);
        var refused = await client.GetAsync(app.BaseUrl + asset.Data, TestContext.Current.CancellationToken);
        using var program = app.CreateApiClient();
        var byKey = await program.GetAsync(asset.Data, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("image/png", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, byKey.StatusCode);
    }

    [Fact]
    public async Task Submit_SampleTask_IsDeliveredToTheReceiver()
    {
        await using var app = new StudioApp().With("WebhookStudio:SampleProject", "true").Start();
        var project = await app.ReadAsync(db => db.Projects.AsNoTracking().SingleAsync());
        var task = await app.ReadAsync(db => db.Tasks.AsNoTracking().FirstAsync(t => t.ExternalId == "task5.png"));
        var scenario = new Scenario(app, project);

        await scenario.SubmitAsync(task.Id);

        await scenario.ArrivesAsync(task.Id, StageId.Complete, TestContext.Current.CancellationToken);
        await scenario.SettlesAsync(DeliveryStatus.Delivered, TestContext.Current.CancellationToken);
        var line = Assert.Single(await app.Get<IReceivedLog>().ListAsync(project.Id, TestContext.Current.CancellationToken));
        Assert.Equal("task5.png", line.ExternalId);
    }

    [Fact]
    public void All_Pictures_AreInTheBuild()
    {
        foreach (var picture in SamplePicture.All())
        {
            using var content = picture.Open();
            Assert.True(content.Length > 1000);
        }
    }
}
