using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using WebhookStudio.Components.Layout;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries;

public sealed class DeliveryLogPageTests : LogPageTest
{
    [Fact]
    public void Page_FailedAttempt_ShowsStatusDateAndTrigger()
    {
        GivenHeldAttempt();

        var page = RenderPage("");

        var row = page.Find("[data-testid=log-row]");
        Assert.Contains("503 Service Unavailable", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("2026-02-06 10:14:30", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("task5.png", row.TextContent, StringComparison.Ordinal);
        Assert.Equal("1 attempt, 1 failed", page.Find(".state-sentence").TextContent);
        Assert.Equal("1-1 of 1", page.Find("[data-testid=log-range]").TextContent);
        Assert.NotNull(row.QuerySelector(".is-error use[href$=s-failed]"));
    }

    [Fact]
    public void Page_Compact_WritesTheLineOfTheSeed()
    {
        GivenHeldAttempt();

        var page = RenderPage("?view=compact");

        Assert.Equal("[2026-02-06 10:14:30][503] task5.png", page.Find("[data-log-row]").TextContent);
        Assert.Equal("[2026-02-06 10:14:30][503] task5.png", page.Find("[data-copy]").GetAttribute("data-copy"));
    }

    [Fact]
    public void Row_Click_OpensTheDetailsUnderTheirOwnAddress()
    {
        var details = GivenHeldAttempt();
        var page = RenderPage("?status=failed");

        page.Find("[data-testid=log-row]").Click();

        Assert.EndsWith($"/logs?status=failed&entry={details.Line.Id}", Address, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal(
            "The server answered 503 Service Unavailable after 1.2\u00a0s. The task is held in Webhook.",
            page.Find("[data-testid=attempt-sentence]").TextContent));
        Assert.Contains("overloaded", page.Find("[data-testid=cause-hint]").TextContent, StringComparison.Ordinal);
        Assert.Contains("No automatic retry", page.Find("[data-testid=attempt-timeline]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Details_Open_AskForTheWidthOfTheNavigation()
    {
        GivenHeldAttempt();
        var page = RenderPage("");
        var shell = Services.GetRequiredService<ShellMode>();
        Assert.False(shell.WantsMini);

        page.Find("[data-testid=log-row]").Click();
        page.WaitForAssertion(() => Assert.True(shell.WantsMini));

        Services.GetRequiredService<NavigationManager>().NavigateTo($"/projects/{Project}/logs");
        page.WaitForAssertion(() => Assert.False(shell.WantsMini));
    }

    [Fact]
    public void Details_Request_ShowsTheBodyAndItsDownload()
    {
        var details = GivenHeldAttempt();
        var page = RenderPage($"?entry={details.Line.Id}&tab=request");

        var body = $"/projects/{Project}/attempts/{details.Line.Id}/request";
        Assert.Equal(body, page.Find("[data-testid=body]").GetAttribute("src"));
        Assert.Equal(body, page.Find("[data-testid=download]").GetAttribute("href"));
    }

    [Fact]
    public void Details_HeldTask_AreRerunForThatTaskAlone()
    {
        var details = GivenHeldAttempt();
        var page = RenderPage($"?entry={details.Line.Id}");

        page.Find("[data-testid=rerun-task]").Click();

        var reruns = (PageFakes.Reruns)Services.GetRequiredService<IDeliveryReruns>();
        Assert.Equal(["1 tasks by ada@bakery.example"], reruns.Calls);
    }

    [Fact]
    public void Change_RowIsOpen_WaitsInThePill()
    {
        var details = GivenHeldAttempt();
        var page = RenderPage($"?entry={details.Line.Id}");

        Log.Page = Page(new(2, 2, 0, 0), Log.Page.Lines[0] with { Id = Id<DeliveryAttempt>.New(ListScene.Now) }, Log.Page.Lines[0]);
        Services.GetRequiredService<IProjectFeed>().Publish(Project);

        page.WaitForAssertion(() => Assert.Equal("1 new, show", page.Find("[data-testid=new-rows]").TextContent));
        Assert.Single(page.FindAll("[data-testid=log-row]"));
        Assert.Equal("2 attempts, 2 failed", page.Find(".state-sentence").TextContent);
        page.Find("[data-testid=new-rows]").Click();
        Assert.Equal(2, page.FindAll("[data-testid=log-row]").Count);
        Assert.Empty(page.FindAll("[data-testid=new-rows]"));
    }

    [Fact]
    public void Change_NothingIsOpen_AppearsAtOnce()
    {
        GivenHeldAttempt();
        var page = RenderPage("");

        Log.Page = Page(new(2, 2, 0, 0), Log.Page.Lines[0] with { Id = Id<DeliveryAttempt>.New(ListScene.Now) }, Log.Page.Lines[0]);
        Services.GetRequiredService<IProjectFeed>().Publish(Project);

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("[data-testid=log-row]").Count));
    }

    [Fact]
    public void Trigger_Chosen_IsInTheAddressAndInTheSelect()
    {
        GivenHeldAttempt();
        var page = RenderPage("?before=000000000000000000000000");
        page.Find("[data-testid=add-trigger]").Click();

        page.Find("[data-testid=log-trigger]").Change("redeliver");

        Assert.EndsWith("/logs?trigger=redeliver", Address, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal(AttemptTrigger.Redeliver, Log.Asked?.Trigger));
        Assert.Equal("redeliver", page.Find("[data-testid=log-trigger]").GetAttribute("value"));
    }

    [Fact]
    public void Page_NoAttempts_SaysWhenTheyAppear()
    {
        var page = RenderPage("");

        Assert.Contains("No deliveries yet", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_NothingMatches_OffersToClearTheFilters()
    {
        var page = RenderPage("?status=404");

        Assert.Contains("No deliveries match", page.Markup, StringComparison.Ordinal);
        Assert.Equal("404", page.Find("[data-testid=log-cause]").GetAttribute("value"));
        Assert.Equal($"/projects/{Project}/logs", page.Find("[data-testid=log-clear]").GetAttribute("href"));
    }
}
