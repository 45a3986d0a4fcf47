using Bunit;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows;

namespace WebhookStudio.Tests.Features.Workflows.Panels;

/// <summary>The parts of the drawer, its menu, and what those see who may not edit.</summary>
public sealed class StageDrawerTabsTests : DrawerTest
{
    [Theory]
    [InlineData(0, 0, "Settings Payload Verify")]
    [InlineData(12, 3, "Settings Payload Held12 Verify")]
    [InlineData(0, 3, "Settings Payload Retrying3 Verify")]
    public void Tabs_ByWhatIsHeld_AreThere(int held, int retrying, string tabs)
    {
        var drawer = RenderDrawer(new(20, held, retrying, 0, null));

        Assert.Equal(tabs, string.Join(' ', drawer.FindAll("[role=tab]").Select(tab => tab.TextContent.Trim())));
        Assert.Equal("true", drawer.Find("[data-testid=drawer-tab-Settings]").GetAttribute("aria-selected"));
    }

    [Fact]
    public void Tabs_Arrows_GoRound()
    {
        var drawer = RenderDrawer(StageCount.None);

        drawer.Find("[role=tablist]").KeyDown("ArrowLeft");
        Assert.Equal("verify", Tab);
        drawer = RenderDrawer(StageCount.None);
        drawer.Find("[role=tablist]").KeyDown("ArrowRight");

        Assert.Null(Tab);
    }

    [Fact]
    public void Tabs_AnotherOpen_KeepsWhatWasTypedInTheSettings()
    {
        var drawer = RenderDrawer(StageCount.None);
        drawer.Find("[data-testid=webhook-secret-generate]").Click();

        drawer.Render(d => d.Add(p => p.Tab, "verify"));
        Assert.True(drawer.Find("#drawer-panel-Settings").HasAttribute("hidden"));
        drawer.Render(d => d.Add(p => p.Tab, null));

        Assert.StartsWith("whsec_", drawer.Find("[data-testid=webhook-secret]").GetAttribute("value"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("held")]
    [InlineData("payload")]
    [InlineData("verify")]
    [InlineData("nonsense")]
    public void Tab_NotForLabelers_OrUnknown_IsTheSettings(string tab)
    {
        CanEdit = tab is "nonsense";
        Tab = tab;

        var drawer = RenderDrawer(StageCount.None);

        Assert.Equal(tab is "held", drawer.FindAll("[data-testid=drawer-tab-Held]").Count == 1);
        Assert.Equal(tab is "held", drawer.Find("#drawer-panel-Settings, .drawer-body--settings").HasAttribute("hidden"));
        Assert.Empty(drawer.FindAll("[data-testid=payload], [data-testid=snippet]"));
    }

    [Fact]
    public void Labeler_SeesNeitherPathNorSecret()
    {
        CanEdit = false;
        Model = new(Workflow.WithWebhook(new() { Url = "https://hooks.bakery.example/services/T0/openSesame?k=1", Secret = new("sealed") }));

        var drawer = RenderDrawer(StageCount.None);

        Assert.Equal("https://hooks.bakery.example, path hidden", drawer.Find("[data-testid=webhook-url]").GetAttribute("value"));
        Assert.DoesNotContain("openSesame", drawer.Markup, StringComparison.Ordinal);
        Assert.Empty(drawer.FindAll("[data-testid=duplicate], [data-testid=switch], [data-testid=delete-stage], [data-testid=menu-logs]"));
    }

    [Fact]
    public void Menu_Webhook_IsInTheOrderOfTheDesign() => Assert.Equal(
        ["rerun", "menu-test", "menu-logs", "menu-tasks", "duplicate", "switch", "delete-stage"],
        RenderDrawer(StageCount.None).FindAll(".drawer-tools [role=menuitem]").Select(item => item.GetAttribute("data-testid")));

    [Fact]
    public void Duplicate_Webhook_LeavesTheSecretBehind()
    {
        Model = new(Workflow.WithWebhook(new()
        {
            Url = "https://ml.bakery.example/hook",
            Auth = WebhookAuth.Secret,
            Secret = new("sealed:your_secret_key"),
            Concurrency = 4,
        }));

        RenderDrawer(StageCount.None).Find("[data-testid=duplicate]").Click();

        var copy = Model.Draft.Stages[^1];
        Assert.Equal(("Webhook copy", 0), (copy.Name, copy.Next.Length));
        Assert.Equal(new WebhookStageSettings { Url = "https://ml.bakery.example/hook", Auth = WebhookAuth.Secret, Concurrency = 4 }, copy.Settings);
        Assert.Equal("duplicate Webhook copy", Model.UndoWords);
    }

    [Fact]
    public void Switch_InTheSettings_SwitchesOff()
    {
        var drawer = RenderDrawer(StageCount.None);
        drawer.Find("[data-testid=advanced]").Click();

        drawer.Find("[data-testid=webhook-enabled]").Change(false);

        Assert.False(Settings.Enabled);
    }

    [Fact]
    public void Advanced_EachSetting_SaysItsDefault()
    {
        var drawer = RenderDrawer(StageCount.None);
        drawer.Find("[data-testid=advanced]").Click();

        var defaults = drawer.FindAll("#advanced .field-help, #advanced .rule, #advanced small")
            .Count(part => part.TextContent.Contains("efault", StringComparison.Ordinal));
        Assert.True(defaults >= 9, $"{defaults} defaults are written.");
    }

    [Fact]
    public void Retry_AskedByTheReceiver_SaysWhy()
    {
        Retries.Next = new(Now.AddSeconds(120), 120, "task5.png");

        var drawer = RenderDrawer(new(3, 0, 2, 0, null));

        Assert.Contains(
            "Next attempt at 10:16:08 for task5.png: waits 120 s because the receiver asked.",
            drawer.Find("[data-testid=retry-note]").TextContent,
            StringComparison.Ordinal);
    }
}
