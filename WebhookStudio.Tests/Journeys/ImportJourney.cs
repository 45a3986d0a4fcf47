using Microsoft.Playwright;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Journeys;

/// <summary>A manager imports a list with faults in it, and pictures.</summary>
public sealed class ImportJourney : SampleTest
{
    private const string List = """
        data,externalId,priority
        https://pictures.example/1.png,croissant-1.png,10
        pictures/2.png,croissant-2.png,
        https://pictures.example/3.png,task1.png,
        https://pictures.example/4.png,croissant-4.png,many
        """;

    [Theory]
    [InlineData(false, 1440, 900, "light")]
    [InlineData(true, 1440, 900, "dark")]
    [InlineData(false, 390, 844, "narrow")]
    public async Task List_WithFaults_ShowsThemByLineAndImportsTheRest(bool dark, int width, int height, string look)
    {
        var page = await Browser.SignInAsync(dark, width, height);
        await page.VisitAsync($"/projects/{Project}/tasks");
        await OpenAsync(page);
        await page.KeepAsync($"import-pictures-{look}");
        await page.AssertAccessibleAsync();
        await page.Test("import-list").ClickAsync();
        await page.KeepAsync($"import-list-{look}");
        await page.AssertAccessibleAsync();

        var template = await page.RunAndWaitForDownloadAsync(() => page.Test("import-template-csv").ClickAsync());
        await page.Test("import-text").FillAsync(await File.ReadAllTextAsync(await template.PathAsync(), TestContext.Current.CancellationToken));
        await page.Test("import-check").ClickAsync();
        await Assertions.Expect(page.Test("import-sums")).ToContainTextAsync("2 rows good");
        await page.Test("import-back").ClickAsync();
        await page.Test("import-text").FillAsync(List);
        await page.Test("import-check").ClickAsync();

        await Assertions.Expect(page.Test("import-sums")).ToContainTextAsync("2 rows good");
        await Assertions.Expect(page.Test("import-preview")).ToContainTextAsync("Line 3: data 'pictures/2.png' is not an address.");
        await Assertions.Expect(page.Test("import-preview")).ToContainTextAsync("Line 5: priority must be a whole number from -1000 to 1000.");
        await Assertions.Expect(page.Test("import-known")).ToContainTextAsync("1 row with an external ID that is there already");
        await page.KeepAsync($"import-preview-{look}");
        await page.AssertAccessibleAsync();

        var saved = await page.RunAndWaitForDownloadAsync(() => page.Test("import-refused").ClickAsync());
        Assert.Equal("refused-rows.json", saved.SuggestedFilename);
        Assert.Contains("\"line\": 3", await File.ReadAllTextAsync(await saved.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await page.Test("import-start").ClickAsync();

        await Assertions.Expect(page.Test("import-status")).ToHaveTextAsync("2 tasks imported.");
        await page.Test("import-close").ClickAsync();
        await Assertions.Expect(page.GetByText("croissant-1.png").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task List_Broken_SaysTheLine()
    {
        var page = await Browser.SignInAsync();
        await page.VisitAsync($"/projects/{Project}/tasks");
        await OpenAsync(page);
        await page.Test("import-list").ClickAsync();

        await page.Test("import-list-file").SetInputFilesAsync(new FilePayload
        {
            Name = "list.json",
            MimeType = "application/json",
            Buffer = "[\n{\"data\":\"https://pictures.example/1.png\"}\n{}]"u8.ToArray(),
        });

        await Assertions.Expect(page.Test("import-refusal")).ToContainTextAsync("Line 3: the JSON is broken here.");
        Assert.Empty(Browser.Complaints);
    }

    private static async Task OpenAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Import" }).First.ClickAsync();
        await page.Test("import-start").WaitForAsync();
    }
}
