using Microsoft.Playwright;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Journeys;

/// <summary>Every screen in both themes: usable without a mouse or sight as far as axe can tell, and quiet on the console.</summary>
public sealed class ScreenTests : SampleTest
{
    private static readonly string[] Screens = ["workflow", "label", "tasks", "logs", "receiver"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Screens_EitherTheme_AreAccessible(bool dark)
    {
        var page = await Browser.SignInAsync(dark);
        await page.AssertAccessibleAsync();

        foreach (var screen in Screens)
        {
            await page.VisitAsync($"/projects/{Project}/{screen}");
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await page.AssertAccessibleAsync();
        }

        Assert.Empty(Browser.Complaints);
    }

    [Fact]
    public async Task Screens_NarrowWindow_DoNotScrollSideways()
    {
        var page = await Browser.SignInAsync(width: 390, height: 844);

        foreach (var screen in Screens)
        {
            await page.VisitAsync($"/projects/{Project}/{screen}");
            var overflow = await page.EvaluateAsync<int>(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(overflow <= 0, $"{screen} is {overflow} px too wide.");
        }
    }

    [Fact]
    public async Task FirstByte_ThemeChosen_HasItsClass()
    {
        using var client = App.CreateApiClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/signin");
        request.Headers.Add("Cookie", "ws.theme=dark");

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("theme-dark", html[..html.IndexOf("<head", StringComparison.Ordinal)], StringComparison.Ordinal);
    }
}
