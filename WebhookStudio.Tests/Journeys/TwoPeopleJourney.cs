using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using WebhookStudio.Data.Accounts;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Access;
using WebhookStudio.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace WebhookStudio.Tests.Journeys;

/// <summary>Two people edit one workflow in real browsers; then one of them deletes a stage that holds a task.</summary>
public sealed class TwoPeopleJourney : IAsyncLifetime
{
    private const string Ben = "ben@bakery.example";
    private const string Password = "baguette-baguette";

    private readonly StudioApp _app = new();
    private StudioBrowser _browser = null!;
    private WebhookReceiver _receiver = null!;
    private Scenario _scenario = null!;

    private string Place => $"/projects/{_scenario.ProjectId}/workflow";

    public async ValueTask InitializeAsync()
    {
        _app.Start();
        _receiver = await WebhookReceiver.StartAsync();
        _browser = await StudioBrowser.StartAsync(_app.BaseUrl);
        _scenario = await Scenario.CreateAsync(_app, _receiver.Url);
        await using var scope = _app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StudioUser>>();
        var user = new StudioUser { UserName = Ben, Email = Ben, DisplayName = "Ben" };
        Assert.True((await users.CreateAsync(user, Password)).Succeeded);
        Assert.True((await users.AddToRoleAsync(user, StudioRoles.Manager)).Succeeded);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _app.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task TwoPeople_SaveOneAfterTheOther_AreToldAndLoseNothing()
    {
        var ada = await _browser.SignInAsync();
        await ada.VisitAsync(Place);
        var ben = await SignInBenAsync();
        await ben.VisitAsync(Place);
        await Expect(ada.Test("other-editor")).ToHaveTextAsync("Ben is here too");

        await RenameAsync(ben, "Webhook", "To the oven");
        await Expect(ada.Test("other-editor")).ToHaveTextAsync("Ben is editing too");
        await RenameAsync(ada, "Label", "Draw");
        await ben.Test("save").ClickAsync();
        await Expect(ada.Test("moved-note")).ToContainTextAsync("Ben saved v2");
        await ada.AssertAccessibleAsync();
        await ada.KeepAsync("moved-note");

        await ada.Test("save").ClickAsync();
        await Expect(ada.Test("announcer")).ToHaveTextAsync("Not saved: Ben saved v2 meanwhile");
        await ada.Test("review").ClickAsync();
        await Expect(ada.Test("review-theirs")).ToContainTextAsync("Name: Webhook, now To the oven");
        await Expect(ada.Test("review-mine")).ToContainTextAsync("Name: Label, now Draw");
        await ada.AssertAccessibleAsync();
        await ada.KeepAsync("review");
        await ada.Test("review-save").ClickAsync();

        await Expect(ada.Test("editor-state")).ToContainTextAsync("Live v3");
        await Expect(ben.Test("editor-state")).ToContainTextAsync("Live v3");
        var kept = await _app.ReadAsync(db => db.WorkflowVersions.SingleAsync(v => v.Number == 2));
        Assert.Equal("To the oven", kept.Workflow.Get(_scenario.Webhook.Id).Name);
        Assert.Empty(_browser.Complaints);
    }

    [Fact]
    public async Task Delete_StageWithATask_AsksWhereItGoes()
    {
        _receiver.Answers(HttpStatusCode.BadRequest);
        var task = await _scenario.SubmitNewAsync();
        await _scenario.SettlesAsync(DeliveryStatus.Held, TestContext.Current.CancellationToken);
        var page = await _browser.SignInAsync();
        await page.VisitAsync(Place);
        await Card(page, "Webhook").FocusAsync();
        await page.Keyboard.PressAsync("Delete");
        await Expect(page.Test("unsaved")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Control+s");
        await Expect(page.Test("left-stage")).ToContainTextAsync("1 task is in Webhook, which is deleted.");
        await page.AssertAccessibleAsync();
        await page.KeepAsync("move-tasks");
        await page.Test("move-target").SelectOptionAsync("Label");
        await page.Test("move-confirm").ClickAsync();

        await Expect(page.Test("unsaved")).ToHaveCountAsync(0);
        Assert.Equal(StageId.Label, (await _scenario.TaskAsync(task)).StageId);
        Assert.Empty(_browser.Complaints);
    }

    [Fact]
    public async Task Save_WithAnError_OpensTheProblemsAndLeadsToTheField()
    {
        var page = await _browser.SignInAsync();
        await page.VisitAsync($"{Place}?stage={_scenario.Webhook.Id}");
        await page.Test("webhook-url").FillAsync("");
        await page.Test("webhook-url").BlurAsync();
        await page.Test("close-drawer").ClickAsync();
        await Expect(page.Test("problems")).ToHaveTextAsync("1 error");

        await page.Keyboard.PressAsync("Control+s");
        await Expect(page.Test("announcer")).ToHaveTextAsync("Not saved: 1 error");
        await Expect(page.Locator(".problem-item").First).ToBeFocusedAsync();
        await page.KeepAsync("save-with-error");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Test("webhook-url")).ToBeFocusedAsync();
        Assert.Empty(_browser.Complaints);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Json_ExportedChangedAndImported_IsADraftOfOneStep(bool dark)
    {
        var page = await _browser.SignInAsync(dark);
        await page.VisitAsync(Place);
        await page.GetByRole(AriaRole.Button, new() { Name = "Workflow actions" }).ClickAsync();
        await page.Test("menu-json").ClickAsync();
        var json = await page.Test("json-code").TextContentAsync();
        Assert.DoesNotContain(Scenario.Secret, json, StringComparison.Ordinal);
        var file = await page.RunAndWaitForDownloadAsync(() => page.Test("json-download").ClickAsync());
        Assert.Equal("pastry-detection-stages.json", file.SuggestedFilename);
        await page.AssertAccessibleAsync();
        await page.KeepAsync($"json-export-{(dark ? "dark" : "light")}");

        await page.Test("json-import").ClickAsync();
        await page.Test("json-text").FillAsync(json!.Replace("\"type\": \"Label\"", "\"type\": \"Plugin\"", StringComparison.Ordinal));
        await page.Test("json-text").BlurAsync();
        await Expect(page.Test("json-error")).ToContainTextAsync("Plugin stages are not supported");
        await page.Test("json-text").FillAsync(json.Replace("\"name\": \"Webhook\"", "\"name\": \"To the oven\"", StringComparison.Ordinal));
        await page.Test("json-text").BlurAsync();
        await Expect(page.Test("difference")).ToContainTextAsync("Name: Webhook, now To the oven");
        await page.AssertAccessibleAsync();
        await page.KeepAsync($"json-import-{(dark ? "dark" : "light")}");
        await page.Test("json-take").ClickAsync();

        await Expect(page.Test("unsaved")).ToHaveTextAsync("1 unsaved change");
        await page.Test("undo").ClickAsync();
        await Expect(page.Test("unsaved")).ToHaveCountAsync(0);
        Assert.Empty(_browser.Complaints);
    }

    private static ILocator Card(IPage page, string stage) =>
        page.Test("stage-card").Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = stage, Exact = true }) });

    private static async Task RenameAsync(IPage page, string stage, string name)
    {
        await Card(page, stage).ClickAsync();
        await page.Test("rename").ClickAsync();
        await page.Test("stage-name-input").FillAsync(name);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Test("draft-state")).ToBeVisibleAsync();
    }

    private async Task<IPage> SignInBenAsync()
    {
        var page = await _browser.OpenAsync();
        await page.GotoAsync("/signin");
        await page.FillAsync("input[type=email]", Ben);
        await page.FillAsync("input[type=password]", Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.ReadyAsync();

        return page;
    }
}
