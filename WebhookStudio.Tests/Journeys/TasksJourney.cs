using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Tasks.Operations;
using WebhookStudio.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace WebhookStudio.Tests.Journeys;

/// <summary>A manager finds tasks, moves a thousand of them, changes their mind, and looks at one closely.</summary>
public sealed class TasksJourney : IAsyncLifetime
{
    private const string Picture = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
    private const int Many = 1_000;
    private readonly StudioApp _app = new();
    private StudioBrowser? _browser;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tasks_FilteredSelectedAndMoved_GoWhereTheyWereSent(bool dark)
    {
        var theme = dark ? "dark" : "light";
        var scenario = await GivenManyAsync();
        var page = await _browser!.SignInAsync(dark);
        await page.VisitAsync($"/projects/{scenario.ProjectId}/tasks?stage=Label");
        await Expect(page.Test("task-range")).ToHaveTextAsync("1-50 of 1,000");
        await page.AssertAccessibleAsync();
        await page.KeepAsync($"tasks-list-{theme}");

        // A pasted list finds exactly those, and says what is missing.
        await page.Test("task-search").FillAsync("many0007.png, many0008.png gone.png");
        await page.Test("task-search").PressAsync("Enter");
        await Expect(page.Locator(".tasks-table tbody tr")).ToHaveCountAsync(2);
        await Expect(page.Test("named-tasks")).ToContainTextAsync("Not found: gone.png");
        await page.AssertAccessibleAsync();
        await page.Test("clear-filters").ClickAsync();

        // The next page, and back, by key.
        await Expect(page.Test("task-range")).ToHaveTextAsync("1-50 of 1,000");
        await page.GetByRole(AriaRole.Link, new() { Name = "Next", Exact = true }).ClickAsync();
        await Expect(page.Test("task-range")).ToHaveTextAsync("51-100 of 1,000");
        await page.GetByRole(AriaRole.Link, new() { Name = "Previous", Exact = true }).ClickAsync();
        await Expect(page.Test("task-range")).ToHaveTextAsync("1-50 of 1,000");

        // Columns are kept in this browser.
        await page.GetByLabel("Choose columns").First.ClickAsync();
        await page.Test("column-batch").ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("th.col-batch")).ToBeHiddenAsync();
        await page.ReloadAsync();
        await page.ReadyAsync();
        await Expect(page.Locator("th.col-batch")).ToBeHiddenAsync();

        // All of the filter, and away with them.
        await page.Test("select-page").CheckAsync();
        await page.Test("select-all").ClickAsync();
        await Expect(page.Test("selection-bar")).ToContainTextAsync("1,000 selected");
        await page.AssertAccessibleAsync();
        await page.KeepAsync($"tasks-selected-{theme}");
        await page.Test("move").ClickAsync();
        await page.Test("requeue-stage").SelectOptionAsync(new SelectOptionValue { Label = "Complete" });
        await Expect(page.Test("requeue-confirm")).ToHaveTextAsync("Move 1,000 tasks to Complete");
        await page.Test("requeue-confirm").ClickAsync();
        await Expect(page.Locator(".mud-snackbar").GetByText("1,000 moved to Complete")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(page.Test("operation-strip")).ToHaveCountAsync(0);
        await Expect(page.Locator(".state-sentence")).ToContainTextAsync("0 tasks here");
        Assert.Equal(Many, await _app.ReadAsync(db => db.Tasks.CountAsync(t => t.StageId == StageId.Complete, Token)));
        Assert.Empty(_browser!.Complaints);
    }

    [Fact]
    public async Task Operation_Cancelled_LeavesTheRestWhereItWas()
    {
        // Nobody carries it out but the test, part by part.
        _app.Replace(services => services.AddSingleton<ITaskOperationJobs, NoJobs>());
        var scenario = await GivenManyAsync();
        var page = await _browser!.SignInAsync();
        await page.VisitAsync($"/projects/{scenario.ProjectId}/tasks?stage=Label");
        await page.Test("select-page").CheckAsync();
        await page.Test("select-all").ClickAsync();
        await Expect(page.Test("selection-bar")).ToContainTextAsync("1,000 selected");
        await page.Test("move").ClickAsync();
        await page.Test("requeue-stage").SelectOptionAsync(new SelectOptionValue { Label = "Complete" });
        await page.Test("requeue-confirm").ClickAsync();
        await Expect(page.Test("operation-words")).ToHaveTextAsync("0 of 1,000");

        var operation = (await _app.ReadAsync(db => db.TaskOperations.AsNoTracking().SingleAsync(Token))).Id;
        var runner = _app.Get<TaskOperationRunner>();
        await runner.StepAsync(operation, Token);
        await Expect(page.Test("operation-words")).ToHaveTextAsync("200 of 1,000");
        await page.AssertAccessibleAsync();
        await page.KeepAsync("tasks-moving-light");
        await page.Test("operation-cancel").ClickAsync();

        await Expect(page.Locator(".mud-snackbar").GetByText("200 moved to Complete, cancelled before 800")).ToBeVisibleAsync();
        await runner.RunAsync(operation, Token);
        Assert.Equal(800, await _app.ReadAsync(db => db.Tasks.CountAsync(t => t.StageId == StageId.Label, Token)));
        Assert.Empty(_browser!.Complaints);
    }

    private sealed class NoJobs : ITaskOperationJobs
    {
        public void Enqueue(Id<TaskOperation> operation)
        {
        }
    }

    private async Task<Scenario> GivenManyAsync()
    {
        _app.Start();
        _browser = await StudioBrowser.StartAsync(_app.BaseUrl);
        var scenario = await Scenario.CreateAsync(_app, "https://ml.bakery.example/hook");
        var nothing = System.Text.Json.JsonSerializer.SerializeToElement(new { width = 640, height = 480 });
        await _app.Get<ITaskFlow>().AddAsync(
            scenario.ProjectId,
            [.. Enumerable.Range(0, Many).Select(i => new NewAsset(Picture, $"many{i:0000}.png", nothing, [], []))],
            StudioApp.OwnerEmail, Token);

        return scenario;
    }
}
