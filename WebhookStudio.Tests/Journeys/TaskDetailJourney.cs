using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace WebhookStudio.Tests.Journeys;

/// <summary>A task is looked at from all sides: beside the list by key, and on a page of its own.</summary>
public sealed class TaskDetailJourney : IAsyncLifetime
{
    private const string Picture = "data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' width='640' height='480'><rect width='640' height='480' fill='tan'/></svg>";
    private readonly StudioApp _app = new();
    private StudioBrowser _browser = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app.Start();
        _browser = await StudioBrowser.StartAsync(_app.BaseUrl);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Task_OpenedBesideTheList_ShowsLabelsAndBothDocuments(bool dark)
    {
        var theme = dark ? "dark" : "light";
        var project = await GivenTasksAsync();
        var page = await _browser.SignInAsync(dark);
        await page.VisitAsync($"/projects/{project}/tasks?sort=externalId");

        await page.Test("task-a.png").Locator(".col-state").ClickAsync();
        await Expect(page.Test("task-steps")).ToBeVisibleAsync();
        await Expect(page.Test("task-events").Locator("li").First).ToContainTextAsync("Webhook");
        await page.AssertAccessibleAsync();
        await page.KeepAsync($"task-timeline-{theme}");

        await page.Test("task-tab-Labels").ClickAsync();
        await Expect(page.Locator(".task-shapes path")).ToHaveCountAsync(2);
        await Expect(page.Locator(".task-shapes")).ToHaveAttributeAsync("viewBox", "0 0 640 480");
        await Expect(page.Test("task-objects").Locator("li")).ToHaveCountAsync(2);
        await page.AssertAccessibleAsync();
        await page.KeepAsync($"task-labels-{theme}");

        await page.Test("task-tab-Payload").ClickAsync();
        await Expect(page.Test("known-differences").Locator("p")).ToHaveCountAsync(3);
        await Expect(page.Locator(".diff .is-different").First).ToBeVisibleAsync();
        await page.AssertAccessibleAsync();
        await page.KeepAsync($"task-payload-{theme}");

        // By key to the next one; the tab stays.
        await page.Test("payload-diff").FocusAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator(".task-name")).ToHaveTextAsync("b.png");
        await Expect(page.Test("task-tab-Payload")).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Test("task-panel")).ToHaveCountAsync(0);
        Assert.Empty(_browser.Complaints);
    }

    [Fact]
    public async Task Task_OnItsOwnPage_KnowsTheListItCameFrom()
    {
        var project = await GivenTasksAsync();
        var page = await _browser.SignInAsync();
        await page.VisitAsync($"/projects/{project}/tasks?sort=externalId");
        var address = await page.Test("task-b.png").Locator(".external-id").GetAttributeAsync("href");

        await page.VisitAsync(address!);
        await Expect(page.Locator("h1")).ToHaveTextAsync("b.png");
        await page.AssertAccessibleAsync();
        await page.KeepAsync("task-page-light");
        await page.Test("task-previous").ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("a.png");
        await page.Test("task-tab-Metadata").ClickAsync();
        await Expect(page.Test("task-metadata")).ToContainTextAsync("a.png");
        await page.AssertAccessibleAsync();
        await page.Test("task-close").ClickAsync();
        await Expect(page.Test("task-table")).ToBeVisibleAsync();
        Assert.Empty(_browser.Complaints);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tasks_NarrowWindow_HaveRowsOfTwoLinesAndDetailsInstead(bool dark)
    {
        var project = await GivenTasksAsync();
        var page = await _browser.SignInAsync(dark, width: 390, height: 844);
        await page.VisitAsync($"/projects/{project}/tasks");
        await page.AssertAccessibleAsync();
        await page.KeepAsync($"tasks-narrow-{(dark ? "dark" : "light")}");
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"The list is {overflow} px too wide.");

        await page.Test("task-a.png").Locator(".external-id").ClickAsync();
        await Expect(page.Test("task-panel")).ToBeVisibleAsync();
        await Expect(page.Test("task-table")).ToBeHiddenAsync();
        await page.AssertAccessibleAsync();
        await page.KeepAsync($"task-narrow-{(dark ? "dark" : "light")}");
        Assert.Empty(_browser.Complaints);
    }

    private async Task<Id<Project>> GivenTasksAsync()
    {
        var scenario = await Scenario.CreateAsync(_app, "http://127.0.0.1:9/hook");
        var flow = _app.Get<ITaskFlow>();
        var metadata = JsonSerializer.SerializeToElement(new { width = 640, height = 480 });
        string[] names = ["a.png", "b.png", "c.png"];
        var tasks = await flow.AddAsync(
            scenario.ProjectId, [.. names.Select(name => new NewAsset(Picture, name, metadata, [], []))], StudioApp.OwnerEmail, Token);
        var answer = new TaskAnswer
        {
            Tools =
            [
                Drawn("bounding-box", """{"x":60,"y":50,"height":150,"width":200}"""),
                Drawn("polygon", "[[350,300],[500,280],[560,400],[380,430]]"),
            ],
        };
        await flow.SubmitAsync(tasks[0].Id, new LabelWork(answer, new(70_000), StudioApp.OwnerEmail), Token);
        await Eventually.GetAsync(
            () => _app.ReadAsync(db => Task.FromResult(db.Attempts.Count())), count => count > 0, Token);

        return scenario.ProjectId;
    }

    private static Annotation Drawn(string kind, string geometry) => new()
    {
        ObjectId = kind,
        SchemaId = kind,
        Kind = kind,
        Geometry = JsonElement.Parse(geometry),
        Metadata = new() { CreatedAt = ListScene.Now, CreatedBy = StudioApp.OwnerEmail, CreatedIn = "Label" },
    };
}
