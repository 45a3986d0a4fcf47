using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using WebhookStudio.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace WebhookStudio.Tests.Journeys;

/// <summary>A project from nothing, in the browser: what is drawn and asked is set up where its absence is noticed.</summary>
public sealed class SchemaJourney : IAsyncLifetime
{
    private readonly StudioApp _app = new();
    private StudioBrowser _browser = null!;

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
    public async Task NewProject_ClassAndQuestionAdded_AreOnTheLabelPage(bool dark)
    {
        var theme = dark ? "dark" : "light";
        var page = await _browser.SignInAsync(dark);
        var project = await CreateAsync(page);
        await page.VisitAsync($"{project}/label");
        await Expect(page.Test("no-classes")).ToBeVisibleAsync();
        await page.KeepAsync($"schema-none-{theme}");

        await page.Test("add-classes").ClickAsync();
        await Expect(page.Test("schema-summary")).ToHaveTextAsync("No classes yet");
        await page.KeepAsync($"schema-section-{theme}");
        await page.Test("edit-schema").ClickAsync();
        await FillAsync(page);
        await page.AssertAccessibleAsync();
        await page.KeepAsync($"schema-dialog-{theme}");
        await page.SetViewportSizeAsync(390, 844);
        await page.KeepAsync($"schema-dialog-narrow-{theme}");
        await page.SetViewportSizeAsync(1440, 900);
        await page.Test("save-schema").ClickAsync();
        await Expect(page.Test("schema-summary")).ToHaveTextAsync("2 tools, 1 question");

        await page.VisitAsync($"{project}/label");
        await Expect(page.Test("class").First).ToContainTextAsync("Croissant");
        await Expect(page.Test("question")).ToContainTextAsync("Baking degree");
        await Expect(page.Test("question")).ToContainTextAsync("Dark");
        await page.KeepAsync($"schema-label-{theme}");
        Assert.Empty(_browser.Complaints);
    }

    [Fact]
    public async Task Escape_Changed_AsksFirst()
    {
        var page = await _browser.SignInAsync();
        var scenario = await Scenario.CreateAsync(_app, "https://receiver.example/hook");
        await page.VisitAsync($"/projects/{scenario.ProjectId}/workflow?stage=Label");
        await page.Test("edit-schema").ClickAsync();
        await page.Test("add-tool").ClickAsync();
        await Expect(page.Test("tool-title")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Discard changes" }).ClickAsync();
        await Expect(page.Test("schema-dialog")).ToHaveCountAsync(0);

        await page.Test("edit-schema").ClickAsync();
        await Expect(page.Test("schema-dialog")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Test("schema-dialog")).ToHaveCountAsync(0);
    }

    private static async Task FillAsync(IPage page)
    {
        await page.Test("add-tool").ClickAsync();
        await Expect(page.Test("tool-title")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Croissant");
        await page.Test("add-tool").ClickAsync();
        await Expect(page.Test("tool-title")).ToHaveCountAsync(2);
        await Expect(page.Test("tool-title").Last).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Brioche");
        await page.Test("add-question").ClickAsync();
        await Expect(page.Test("question-title")).ToBeFocusedAsync();
        await page.Test("question-title").FillAsync("Baking degree");
        await page.Test("option-value").FillAsync("Golden");
        await page.Test("option-value").PressAsync("Enter");
        await Expect(page.Test("option-value")).ToHaveCountAsync(2);
        await Expect(page.Test("option-value").Last).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Dark");
    }

    /// <summary>Makes the project in the browser and one task through the API.</summary>
    private async Task<string> CreateAsync(IPage page)
    {
        await page.VisitAsync("/");
        await page.Test("new-project").ClickAsync();
        await page.Test("project-name").FillAsync("Pastry detection");
        await page.Test("create-project").ClickAsync();
        await Expect(page.Test("workflow-editor")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        var path = new Uri(page.Url).AbsolutePath.Replace("/workflow", "", StringComparison.Ordinal);
        using var client = _app.CreateApiClient();
        using var answer = await client.PostAsJsonAsync(
            $"/v2/project/{path.Split('/')[^1]}/cloud",
            new JsonObject
            {
                ["assets"] = new JsonArray(new JsonObject { ["data"] = $"{_app.BaseUrl}/favicon.svg", ["externalId"] = "task1.png" }),
            },
            TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();

        return path;
    }
}
