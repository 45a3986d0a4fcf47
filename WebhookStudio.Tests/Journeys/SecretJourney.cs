using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace WebhookStudio.Tests.Journeys;

/// <summary>A secret is rotated in a real browser, kept from another host, and checked in the log.</summary>
public sealed class SecretJourney : SampleTest
{
    [Fact]
    public async Task Secret_RotatedAndChecked_WorksAsTold()
    {
        var page = await Browser.SignInAsync();
        await page.VisitAsync($"/projects/{Project}/workflow");
        await page.Test("stage-card").Filter(new() { HasText = "Webhook" }).First.ClickAsync();

        await RotateAsync(page);
        await SwitchAsync(page);
        await MoveAsync(page);
        await CheckAsync(page);

        Assert.Empty(Browser.Complaints);
    }

    /// <summary>A new secret is made, shown until it is saved, and valid beside the old one.</summary>
    private async Task RotateAsync(IPage page)
    {
        await page.Test("rotate").ClickAsync();
        await page.Test("webhook-next-secret-generate").ClickAsync();
        await Expect(page.Test("webhook-next-secret")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^whsec_"));
        await Expect(page.Test("rotation-state")).ToHaveTextAsync("Both secrets are valid. X-Hub-Signature still uses the old one.");
        await page.AssertAccessibleAsync();
        await page.KeepAsync("rotation");

        await page.Test("save").ClickAsync();
        await Expect(page.Test("webhook-next-secret")).ToHaveValueAsync("");
        Assert.NotNull((await SettingsAsync()).Rotation);
    }

    private async Task SwitchAsync(IPage page)
    {
        await page.Test("rotation-switch").ClickAsync();
        await page.Test("save").ClickAsync();

        await Expect(page.Test("rotation-state")).ToHaveTextAsync("Both secrets are valid. X-Hub-Signature uses the new one.");
        await Expect(page.Test("save")).ToBeDisabledAsync();
        Assert.NotNull((await SettingsAsync()).Rotation!.SwitchAt);
    }

    /// <summary>Another host gets nothing until somebody says so; the edit is taken back here.</summary>
    private static async Task MoveAsync(IPage page)
    {
        await page.Test("webhook-url").FillAsync("https://other.example/hook");
        await page.Test("webhook-url").BlurAsync();
        await Expect(page.Test("host-change")).ToContainTextAsync("confirm that other.example may have it");
        await Expect(page.Test("stage-card").Filter(new() { HasText = "Needs setup: confirm the host" })).ToHaveCountAsync(1);
        await page.AssertAccessibleAsync();
        await page.KeepAsync("host-change");

        await page.Test("host-confirm").ClickAsync();
        await Expect(page.Test("host-confirmed")).ToBeVisibleAsync();
        await page.Test("undo").ClickAsync();
        await page.Test("undo").ClickAsync();
        await Expect(page.Test("host-change")).ToHaveCountAsync(0);
    }

    /// <summary>A webhook sent in between carries both signatures, and the log finds them in order.</summary>
    private async Task CheckAsync(IPage page)
    {
        var task = await App.ReadAsync(db => db.Tasks.Where(t => t.StageId == StageId.Label).Select(t => t.Id).FirstAsync());
        await App.Get<ITaskFlow>().SubmitAsync(
            task, new(TaskAnswer.Empty, new(0), StudioApp.OwnerEmail), TestContext.Current.CancellationToken);
        await page.VisitAsync($"/projects/{Project}/logs");
        await page.Test("log-row").First.ClickAsync();
        await page.Test("tab-Verify").ClickAsync();

        await Expect(page.Test("recheck-verdict")).ToContainTextAsync("Matches the current secret.");
        await Expect(page.Test("recheck-signature")).ToHaveCountAsync(5);
        await page.AssertAccessibleAsync();
        await page.KeepAsync("verify");
    }

    private async Task<WebhookStageSettings> SettingsAsync() =>
        (await App.ReadAsync(db => db.Projects.AsNoTracking().SingleAsync()))
            .Workflow.Stages.Select(stage => stage.Settings).OfType<WebhookStageSettings>().Single();
}
