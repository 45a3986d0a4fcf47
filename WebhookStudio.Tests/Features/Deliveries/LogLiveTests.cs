using Bunit;
using Microsoft.Extensions.DependencyInjection;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries;

/// <summary>What moves on the page of the log, and what fails or stops without taking the rest with it.</summary>
public sealed class LogLiveTests : LogPageTest
{
    [Theory]
    [InlineData("?live=off")]
    [InlineData("?before=ffffffffffffffffffffffff")]
    public void Change_NotLiveOrOnALaterPage_WaitsInThePill(string query)
    {
        GivenHeldAttempt();
        var page = RenderPage(query);

        Log.Page = Page(new(2, 2, 0, 0), Log.Page.Lines[0] with { Id = Id<DeliveryAttempt>.New(ListScene.Now) }, Log.Page.Lines[0]);
        Services.GetRequiredService<IProjectFeed>().Publish(Project);

        page.WaitForAssertion(() => Assert.Equal("1 new, show", page.Find("[data-testid=new-rows]").TextContent));
        Assert.Single(page.FindAll("[data-testid=log-row]"));
        Assert.Equal(query.Contains("off", StringComparison.Ordinal) ? "false" : "true", page.Find("[data-testid=live]").GetAttribute("aria-pressed"));
    }

    [Fact]
    public void Live_Pressed_IsInTheAddress()
    {
        GivenHeldAttempt();
        var page = RenderPage("?status=failed");

        page.Find("[data-testid=live]").Click();

        Assert.EndsWith("/logs?status=failed&live=off", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_CountingStopped_SaysSoEverywhere()
    {
        var details = GivenHeldAttempt();
        Log.Page = Log.Page with
        {
            Counts = new(12, 7, 5, 0) { IsCut = true },
            Total = 12,
            IsTotalCut = true,
            SearchedTo = details.Line.Id,
        };

        var page = RenderPage("?latest=true");

        Assert.Equal("7+", page.Find("[data-testid=log-failed] .count").TextContent);
        Assert.Equal("1-1 of more than 12", page.Find("[data-testid=log-range]").TextContent);
        Assert.Contains("More than 12 attempts", page.Find(".state-sentence").TextContent, StringComparison.Ordinal);
        Assert.EndsWith($"latest=true&before={details.Line.Id}", page.Find("[data-testid=log-further]").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void Details_Fail_LeaveTheList()
    {
        var details = GivenHeldAttempt();
        Log.Fails = true;

        var page = RenderPage($"?entry={details.Line.Id}");

        Assert.Contains("The attempt could not be shown", page.Find("[data-testid=part-failed]").TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll("[data-testid=log-row]"));
        Log.Fails = false;
        page.Find("[data-testid=part-failed] button").Click();
        page.WaitForElement("[data-testid=attempt-panel]");
    }

    [Fact]
    public void Details_UnknownAttempt_SaysSo()
    {
        GivenHeldAttempt();
        Log.Details = null;

        var page = RenderPage($"?entry={Id<DeliveryAttempt>.New(ListScene.Now)}");

        Assert.Contains("This attempt is not in the log", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Chip_AddedAndRemoved_LeavesTheAddressAsItWas()
    {
        GivenHeldAttempt();
        var page = RenderPage("?range=24h");

        page.Find("[data-testid=add-latest]").Click();
        Assert.EndsWith("/logs?range=24h&latest=true", Address, StringComparison.Ordinal);
        page.WaitForElement("[data-testid=chip-latest] button").Click();

        Assert.EndsWith("/logs?range=24h", Address, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=chip-latest]")));
    }

    [Fact]
    public void Chart_Bars_AreDrawnAndToldInWords()
    {
        GivenHeldAttempt();
        var from = LogRange.Between(ListScene.Now.AddMinutes(-10), ListScene.Now).At(ListScene.Now).From;
        Log.Page = Log.Page with
        {
            Chart = new(from, from.AddMinutes(15), TimeSpan.FromMinutes(5),
            [
                new(from, from.AddMinutes(5), 3, 1, 0), new(from.AddMinutes(5), from.AddMinutes(10), 0, 0, 0),
                new(from.AddMinutes(10), from.AddMinutes(15), 0, 0, 2),
            ]),
        };

        var page = RenderPage("?range=1h");

        Assert.Equal(
            ["2026-02-06 10:00 - 10:05: 3 delivered, 1 failed", "2026-02-06 10:05 - 10:10: 0 delivered, 0 failed", "2026-02-06 10:10 - 10:15: 0 delivered, 0 failed, 2 tests"],
            page.FindAll("[data-bar]").Select(bar => bar.GetAttribute("data-words")));
        Assert.Equal((1, 1, 1), (page.FindAll(".bar-delivered").Count, page.FindAll(".bar-failed").Count, page.FindAll(".bar-none").Count));
        page.Find("[data-testid=histogram-table]").Click();
        Assert.Equal(
            ["2026-02-06 10:10 - 10:15002", "2026-02-06 10:00 - 10:05310"],
            page.FindAll("[data-testid=histogram] tbody tr").Select(row => row.TextContent));
        Assert.EndsWith("range=2026-02-06T10%3A00Z%2F2026-02-06T10%3A05Z", page.FindAll("[data-testid=histogram] tbody a")[1].GetAttribute("href"), StringComparison.Ordinal);
    }
}
