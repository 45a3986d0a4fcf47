using Bunit;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Panels;

namespace WebhookStudio.Tests.Features.Workflows.Panels;

public sealed class SendingRulesTests : BunitContext
{
    private WebhookStageSettings _settings = new() { Url = "https://ml.bakery.example/hook" };

    [Theory]
    [InlineData("2.5", 2.5)]
    [InlineData("0", 0.0)]
    [InlineData("fast", 0.0)]
    [InlineData("1e999", 0.0)]
    [InlineData(" ", null)]
    public void Rate_Typed_IsTakenOrLeftToTheCheck(string typed, double? expected)
    {
        _settings = _settings with { RateLimit = 7 };

        RenderRules().Find("[data-testid=webhook-rate]").Change(typed);

        Assert.Equal(expected, _settings.RateLimit);
    }

    [Fact]
    public void Rate_OutOfBounds_SaysTheBounds()
    {
        _settings = _settings with { RateLimit = 0 };

        var rules = RenderRules();

        Assert.Contains("0.01 to 10,000 deliveries per second", rules.Find("[data-testid=webhook-rate-error]").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", rules.Find("[data-testid=webhook-rate]").GetAttribute("aria-invalid"));
    }

    [Theory]
    [InlineData(DeliveryOrdering.None, false)]
    [InlineData(DeliveryOrdering.Stage, true)]
    [InlineData(DeliveryOrdering.ExternalId, true)]
    public void Ordering_Chosen_WarnsOfHeldDeliveriesAhead(DeliveryOrdering ordering, bool warns)
    {
        _settings = _settings with { Ordering = ordering is DeliveryOrdering.None ? DeliveryOrdering.Stage : DeliveryOrdering.None };

        RenderRules().Find($"[data-testid=ordering-{ordering}]").Change("on");

        Assert.Equal(ordering, _settings.Ordering);
        var rules = RenderRules();
        Assert.True(rules.Find($"[data-testid=ordering-{ordering}]").HasAttribute("checked"));
        Assert.Equal(warns, rules.FindAll("[data-testid=ordering-warning]").Count == 1);
    }

    [Fact]
    public void Render_Defaults_AreSaid()
    {
        var text = RenderRules().Markup;

        Assert.Contains("Default: no limit", text, StringComparison.Ordinal);
        Assert.Contains("None, the default", text, StringComparison.Ordinal);
        Assert.Contains("Keep the task and warn, the default", text, StringComparison.Ordinal);
    }

    private IRenderedComponent<SendingRules> RenderRules()
    {
        var workflow = Workflow.WithWebhook(_settings);

        return Render<SendingRules>(rules => rules
            .Add(r => r.Settings, _settings)
            .Add(r => r.Problems, WorkflowCheck.Find(workflow))
            .Add(r => r.CanEdit, true)
            .Add(r => r.OnChange, change => _settings = (WebhookStageSettings)change.Settings));
    }
}
