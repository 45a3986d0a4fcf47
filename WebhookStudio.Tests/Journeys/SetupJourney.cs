using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using WebhookStudio.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace WebhookStudio.Tests.Journeys;

/// <summary>The first visit to a new installation.</summary>
public sealed class SetupJourney : IAsyncLifetime
{
    private readonly StudioApp _app = new StudioApp()
        .With("WebhookStudio:Owner:Email", null)
        .With("WebhookStudio:Owner:Password", null)
        .With("WebhookStudio:Owner:ApiKey", null);

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
    [InlineData("/")]
    [InlineData("/signin")]
    [InlineData("/hangfire")]
    [InlineData("/projects/000000000000000000000000/logs")]
    public async Task FirstVisit_WhateverAsks_IsLedToSetup(string path)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = new(_app.BaseUrl) };

        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal("/setup", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task FirstVisit_EveryPageLeadsToSetup_WhichEndsInTheSampleProject()
    {
        var page = await _browser.OpenAsync();
        await page.GotoAsync("/projects/000000000000000000000000/logs");
        await Expect(page).ToHaveURLAsync($"{_app.BaseUrl}/setup");
        await page.AssertAccessibleAsync();
        await page.KeepAsync("setup");

        await page.GetByLabel("Name").FillAsync("Ada Okafor");
        await page.GetByLabel("Email").FillAsync(StudioApp.OwnerEmail);
        await page.Locator("input[type=password]").First.FillAsync(StudioApp.OwnerPassword);
        await page.Locator("form button[type=submit]").Last.ClickAsync();

        await page.ReadyAsync();
        await Expect(page.Test("steps-count")).ToHaveTextAsync("2 of 6");
        await Expect(page.Test("step-2")).ToHaveAttributeAsync("aria-current", "step");
        await page.KeepAsync("overview-new");
        await page.GetByRole(AriaRole.Link, new() { Name = "Open editor" }).ClickAsync();
        await Expect(page.Test("stage-card")).ToHaveCountAsync(4);
        await page.KeepAsync("workflow-new");
        Assert.Equal(12, await _app.ReadAsync(db => db.Tasks.CountAsync()));

        // It closes for good.
        await page.GotoAsync("/setup");
        await Expect(page).Not.ToHaveURLAsync($"{_app.BaseUrl}/setup");
        Assert.Empty(_browser.Complaints);
    }
}
