using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Journeys;

/// <summary>A picture of every screen in both themes, wide and narrow. None of them complains or is too wide.</summary>
public sealed class PictureTests : SampleTest
{
    [Theory]
    [InlineData(false, 1440, 900)]
    [InlineData(true, 1440, 900)]
    [InlineData(false, 390, 844)]
    [InlineData(true, 390, 844)]
    public async Task Screens_AnyLook_AreKept(bool dark, int width, int height)
    {
        var hook = await SendAsync(count: 3);
        var attempt = await App.ReadAsync(db => db.Attempts.OrderByDescending(a => a.Id).Select(a => a.Id).FirstAsync());
        var stranger = await Browser.OpenAsync(dark, width, height);
        await stranger.GotoAsync("/signin");
        await KeepAsync(stranger, "signin", dark, width);
        var page = await Browser.SignInAsync(dark, width, height);

        foreach (var (name, path) in Screens(hook, attempt.Value))
        {
            await page.VisitAsync(path);
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await KeepAsync(page, name, dark, width);
        }

        Assert.Empty(Browser.Complaints);
    }

    [Theory]
    [InlineData(false, 1440, 900)]
    [InlineData(true, 1440, 900)]
    [InlineData(false, 390, 844)]
    [InlineData(true, 390, 844)]
    public async Task Setup_AnyLook_IsKept(bool dark, int width, int height)
    {
        await using var app = new StudioApp().With("WebhookStudio:Owner:Email", null)
            .With("WebhookStudio:Owner:Password", null).With("WebhookStudio:Owner:ApiKey", null).Start();
        await using var browser = await StudioBrowser.StartAsync(app.BaseUrl);
        var page = await browser.OpenAsync(dark, width, height);
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Heading).First.WaitForAsync();

        await KeepAsync(page, "setup", dark, width);

        Assert.EndsWith("/setup", page.Url, StringComparison.Ordinal);
        Assert.Empty(browser.Complaints);
    }

    /// <summary>Lists the screens by the name of their picture. A new screen is a line.</summary>
    private IEnumerable<(string Name, string Path)> Screens(StageId hook, string attempt)
    {
        var root = $"/projects/{Project}";

        yield return ("projects", "/");
        yield return ("workflow", $"{root}/workflow");
        yield return ("workflow-list", $"{root}/workflow?view=list");
        yield return ("stage-settings", $"{root}/workflow?stage={hook}");
        yield return ("stage-start", $"{root}/workflow?stage=Start");
        yield return ("stage-label", $"{root}/workflow?stage=Label");
        yield return ("stage-held", $"{root}/workflow?stage={hook}&tab=held");
        yield return ("stage-payload", $"{root}/workflow?stage={hook}&tab=payload");
        yield return ("stage-verify", $"{root}/workflow?stage={hook}&tab=verify");
        yield return ("label", $"{root}/label");
        yield return ("review", $"{root}/review");
        yield return ("tasks", $"{root}/tasks");
        yield return ("logs", $"{root}/logs");
        yield return ("log-detail", $"{root}/logs?entry={attempt}");
        yield return ("exports", $"{root}/exports");
        yield return ("receiver", $"{root}/receiver");
        yield return ("keys", "/account/keys");
        yield return ("settings", "/settings/delivery");
    }

    private static async Task KeepAsync(IPage page, string name, bool dark, int width)
    {
        var overflow = await page.EvaluateAsync<int>(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{name} is {overflow} px too wide.");
        await page.KeepAsync($"{name}-{(dark ? "dark" : "light")}-{width}");
    }

    /// <summary>Sends some tasks into the Webhook stage, so that the log has something in it.</summary>
    private async Task<StageId> SendAsync(int count)
    {
        var project = await App.ReadAsync(db => db.Projects.SingleAsync());
        var hook = project.Workflow.Stages.First(stage => stage.Kind is StageKind.Webhook).Id;
        var tasks = await App.ReadAsync(db => db.Tasks.OrderBy(task => task.Id).Select(task => task.Id).Take(count).ToListAsync());
        await App.Get<ITaskFlow>().RequeueAsync(project.Id, tasks, hook, new(), TestContext.Current.CancellationToken);
        await Eventually.GetAsync(
            () => App.ReadAsync(db => db.Attempts.CountAsync()), made => made >= count, TestContext.Current.CancellationToken);

        return hook;
    }
}
