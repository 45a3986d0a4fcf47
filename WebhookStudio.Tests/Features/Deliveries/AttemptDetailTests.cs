using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Deliveries.Retention;
using WebhookStudio.Features.Deliveries.Sending;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries;

/// <summary>What the panel beside the log tells of an attempt.</summary>
public sealed class AttemptDetailTests : BunitContext
{
    private static readonly AttemptDetails Held = AttemptWordsTests.Details(AttemptOutcome.Answered, 503, DeliveryStatus.Held);

    public AttemptDetailTests()
    {
        this.UseListPages(StudioRoles.Manager);
        Services.AddSingleton(Options.Create(new RetentionOptions { Bodies = TimeSpan.FromDays(14) }));
    }

    [Fact]
    public void Overview_NewConnection_ShowsThePhasesInOrder()
    {
        var panel = RenderPanel(Held.Line with { Phases = new(Dns: 3, Connect: 18, Tls: 41, FirstByte: 1_140, Body: 2) });

        var timing = panel.Find("[data-testid=attempt-timing]");
        Assert.Equal(
            ["DNS 3 ms", "Connect 18 ms", "TLS 41 ms", "First byte 1.14 s", "Body 2 ms", "Total 1.21 s"],
            timing.QuerySelectorAll(".timing-legend span").Select(part => part.TextContent));
        Assert.Equal(
            ["flex-grow: 3000", "flex-grow: 18000", "flex-grow: 41000", "flex-grow: 1140000", "flex-grow: 2000", "flex-grow: 6000"],
            timing.QuerySelectorAll(".timing-bar i").Select(part => part.GetAttribute("style")));
    }

    [Fact]
    public void Overview_ReusedConnection_SaysSo()
    {
        var panel = RenderPanel(Held.Line with { Phases = new(FirstByte: 1_200, Body: 1) });

        Assert.Equal(
            ["Connection reused", "First byte 1.2 s", "Body 1 ms", "Total 1.21 s"],
            panel.FindAll(".timing-legend span").Select(part => part.TextContent));
    }

    [Fact]
    public void Overview_NothingMeasured_ShowsNoBar() =>
        Assert.Empty(RenderPanel(Held.Line).FindAll("[data-testid=attempt-timing]"));

    [Fact]
    public void Overview_Facts_TellAddressTriggerWorkflowAndWhatTheReceiverAsked()
    {
        var panel = RenderPanel(Held.Line with
        {
            RemoteAddress = "203.0.113.7:8443",
            Trigger = AttemptTrigger.Redeliver,
            TriggeredBy = "mina@bakery.example",
            WorkflowVersion = 3,
            RetryAfterSeconds = 120,
        });

        Assert.Equal("203.0.113.7:8443", panel.Find("[data-testid=remote-address]").TextContent);
        Assert.Equal("Redeliver by mina@bakery.example", panel.Find("[data-testid=attempt-trigger]").TextContent);
        Assert.Equal("v3, live is v7", panel.Find("[data-testid=attempt-workflow]").TextContent);
        Assert.Equal("The receiver asked for 120 s.", panel.Find("[data-testid=retry-after]").TextContent);
    }

    [Theory]
    [InlineData(120, "waits 120 s because the receiver asked, 2026-02-06 10:18:30")]
    [InlineData(null, "retry planned by the schedule, 2026-02-06 10:18:30")]
    public void Timeline_RetryPlanned_SaysWhy(int? asked, string reason)
    {
        var panel = RenderPanel(Held.Line, details => details with
        {
            DeliveryStatus = DeliveryStatus.Retrying,
            NextAttemptAt = ListScene.Now.AddMinutes(4),
            AskedSeconds = asked,
        });

        var timeline = panel.Find("[data-testid=attempt-timeline]").TextContent;
        Assert.Contains("Next attempt in 4 min", timeline, StringComparison.Ordinal);
        Assert.Contains(reason, timeline, StringComparison.Ordinal);
    }

    [Fact]
    public void Timeline_FirstAttemptsPruned_SaysWhichAreMissing()
    {
        var panel = RenderPanel(Held.Line with { Number = 4 });

        Assert.Equal("Attempts 1 to 3 no longer in the log", panel.Find("[data-testid=earlier-pruned]").TextContent);
    }

    [Fact]
    public void Tabs_Pruned_SayAfterHowLong()
    {
        var panel = RenderPanel(Held.Line, details => details with
        {
            IsExchangePruned = true,
            IsPayloadPruned = true,
            RequestHeaders = "",
            PayloadSize = 0,
        });

        panel = Open(panel, AttemptTab.Request);
        Assert.Equal(["Pruned after 14 days.", "Pruned after 14 days."], Notes(panel));
        Assert.Empty(panel.FindAll("[data-testid=download]"));
        Assert.DoesNotContain("Nothing was sent", panel.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("curl", panel.Find(".detail-actions").InnerHtml, StringComparison.OrdinalIgnoreCase);

        panel = Open(panel, AttemptTab.Response);
        Assert.Contains("503", panel.Find("#tab-panel").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Pruned after 14 days.", "Pruned after 14 days."], Notes(panel));
    }

    [Theory]
    [InlineData("Service Unavailable " + AnswerRedaction.Note, 1)]
    [InlineData("Service Unavailable", 0)]
    public void Response_SecretsAreHidden_SaysSo(string detail, int notes)
    {
        var panel = RenderPanel(Held.Line with { Detail = detail });

        panel = Open(panel, AttemptTab.Response);

        Assert.Equal(notes, panel.FindAll("[data-testid=answer-hidden]").Count);
    }

    private static IEnumerable<string> Notes(IRenderedComponent<AttemptPanel> panel) =>
        panel.FindAll("[data-testid=pruned]").Select(note => note.TextContent);

    /// <summary>A tab is a place of its own.</summary>
    private static IRenderedComponent<AttemptPanel> Open(IRenderedComponent<AttemptPanel> panel, AttemptTab tab)
    {
        Assert.EndsWith($"tab={tab.ToString().ToLowerInvariant()}", panel.Find($"[data-testid=tab-{tab}]").GetAttribute("href"), StringComparison.Ordinal);
        panel.Render(parameters => parameters.Add(p => p.Place, panel.Instance.Place with { Tab = tab }));

        return panel;
    }

    private IRenderedComponent<AttemptPanel> RenderPanel(LogLine line, Func<AttemptDetails, AttemptDetails>? change = null)
    {
        var details = Held with { Line = line, Attempts = [line] };

        return Render<AttemptPanel>(parameters => parameters
            .Add(panel => panel.Details, change?.Invoke(details) ?? details)
            .Add(panel => panel.Place, new DeliveryLogPlace(Id<Project>.New(ListScene.Now))));
    }
}
