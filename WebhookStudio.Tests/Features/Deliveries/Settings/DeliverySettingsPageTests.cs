using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Alerts;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Deliveries.Addresses;
using WebhookStudio.Features.Deliveries.Retention;
using WebhookStudio.Features.Deliveries.Settings;
using WebhookStudio.Platform;

namespace WebhookStudio.Tests.Features.Deliveries.Settings;

public sealed class DeliverySettingsPageTests : BunitContext
{
    [Fact]
    public void Page_OneChanged_TellsValueDefaultAndKey()
    {
        var page = RenderPage(new() { ConnectTimeout = TimeSpan.FromSeconds(2) });

        Assert.Equal("1 setting differs from its default", page.Find(".state-sentence").TextContent);
        var row = page.FindAll("[data-testid=setting]").Single(
            row => row.TextContent.Contains("WebhookStudio:Delivery:ConnectTimeout", StringComparison.Ordinal));
        Assert.Equal(["2 s changed", "5 s", "WebhookStudio:Delivery:ConnectTimeout"], row.QuerySelectorAll("td").Skip(1).Select(cell => cell.TextContent));
    }

    [Fact]
    public void Page_Outcomes_AreAllThere()
    {
        var page = RenderPage(new());

        Assert.Equal("Everything is at its default", page.Find(".state-sentence").TextContent);
        Assert.Equal(OutcomeTable.Rows.Count, page.FindAll("[data-testid=outcomes] tbody tr").Count);
    }

    private IRenderedComponent<DeliverySettingsPage> RenderPage(DeliveryOptions options)
    {
        this.UseListPages(StudioRoles.Manager);
        Services.AddSingleton(new DeliverySettings(
            Options.Create(options),
            Options.Create(new AddressOptions()),
            Options.Create(new RetentionOptions()),
            Options.Create(new JobOptions()),
            Options.Create(new AlertOptions())));

        return Render<DeliverySettingsPage>();
    }
}
