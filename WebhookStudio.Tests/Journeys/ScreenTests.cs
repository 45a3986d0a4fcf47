using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Journeys;

/// <summary>Every screen in both themes: usable without a mouse or sight as far as axe can tell, and quiet on the console.</summary>
public sealed class ScreenTests : IAsyncLifetime
{
    private static readonly string[] Screens = ["workflow", "label", "tasks", "logs", "receiver"];

    private readonly StudioApp _app = new StudioApp().With("WebhookStudio:SampleProject", "true");
    private StudioBrowser _browser = null!;
    private string _project = "";

    public async ValueTask InitializeAsync()
    {
        _app.Start();
        _browser = await StudioBrowser.StartAsync(_app.BaseUrl);
        _project = await _app.ReadAsync(db => db.Projects.Select(project => project.Id.Value).SingleAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Screens_EitherTheme_AreAccessible(bool dark)
    {
        var page = await _browser.SignInAsync(dark);
        await page.AssertAccessibleAsync();

        foreach (var screen in Screens)
        {
            await page.VisitAsync($"/projects/{_project}/{screen}");
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await page.AssertAccessibleAsync();
        }

        Assert.Empty(_browser.Complaints);
    }

    [Fact]
    public async Task Screens_NarrowWindow_DoNotScrollSideways()
    {
        var page = await _browser.SignInAsync(width: 390, height: 844);

        foreach (var screen in Screens)
        {
            await page.VisitAsync($"/projects/{_project}/{screen}");
            var overflow = await page.EvaluateAsync<int>(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(overflow <= 0, $"{screen} is {overflow} px too wide.");
        }
    }

    [Fact]
    public async Task FirstByte_ThemeChosen_HasItsClass()
    {
        using var client = _app.CreateApiClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/signin");
        request.Headers.Add("Cookie", "ws.theme=dark");

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("theme-dark", html[..html.IndexOf("<head", StringComparison.Ordinal)], StringComparison.Ordinal);
    }
}
