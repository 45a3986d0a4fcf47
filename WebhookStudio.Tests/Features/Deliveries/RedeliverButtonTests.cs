using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries;

public sealed class RedeliverButtonTests : BunitContext
{
    private static readonly Id<Project> Project = Id<Project>.New(ListScene.Now);
    private IRenderedComponent<MudDialogProvider> _dialogs = null!;

    private List<RedeliveryRequest> Calls => ((PageFakes.Redeliveries)Services.GetRequiredService<IRedelivery>()).Calls;

    [Theory]
    [InlineData(DeliveryStatus.Held, "if it is accepted, the task moves on")]
    [InlineData(DeliveryStatus.Delivered, "nothing moves")]
    public void Click_Delivery_SaysWhatAnAnswerChanges(DeliveryStatus status, string words)
    {
        RenderButton(AttemptWordsTests.Details(AttemptOutcome.Answered, 503, status)).Find("[data-testid=redeliver]").Click();

        Assert.Contains(words, _dialogs.WaitForElement("[data-testid=redeliver-effect]").TextContent, StringComparison.Ordinal);
        Assert.Empty(Calls);
    }

    [Fact]
    public async Task Confirm_SameBody_SendsItAndRemembersTheChoice()
    {
        var details = AttemptWordsTests.Details(AttemptOutcome.Answered, 503, DeliveryStatus.Held);
        var button = RenderButton(details);

        button.Find("[data-testid=redeliver]").Click();
        _dialogs.WaitForElement("[data-testid=redeliver-same]").Change(true);
        await _dialogs.Find("[data-testid=redeliver-confirm]").ClickAsync();

        button.WaitForAssertion(() => Assert.Equal(
            [new RedeliveryRequest(Project, details.Line.DeliveryId, RedeliveryBody.Same, "ada@bakery.example")], Calls));
        button.WaitForAssertion(() => Assert.Equal(
            "It is being sent at the moment.", Services.GetRequiredService<ISnackbar>().ShownSnackbars.Single().Message));
        button.Find("[data-testid=redeliver]").Click();
        Assert.True(_dialogs.WaitForElement("[data-testid=redeliver-same]").HasAttribute("checked"));
    }

    [Fact]
    public void Render_BeingSent_IsDisabledWithTheReason()
    {
        var button = RenderButton(AttemptWordsTests.Details(AttemptOutcome.Answered, 503, DeliveryStatus.Sending));

        Assert.True(button.Find("[data-testid=redeliver]").HasAttribute("disabled"));
        Assert.Contains("being sent", button.Find("[data-testid=redeliver]").GetAttribute("title"), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Test_OffersNothing()
    {
        var details = AttemptWordsTests.Details(AttemptOutcome.Answered, 503, DeliveryStatus.Delivered);

        Assert.Empty(RenderButton(details with { Line = details.Line with { Trigger = AttemptTrigger.Test } }).FindAll("button"));
    }

    private IRenderedComponent<RedeliverButton> RenderButton(AttemptDetails details)
    {
        this.UseListPages(StudioRoles.Manager);
        Render<MudPopoverProvider>();
        _dialogs = Render<MudDialogProvider>();

        return Render<RedeliverButton>(button => button
            .Add(b => b.Project, Project).Add(b => b.Details, details).Add(b => b.Email, "ada@bakery.example"));
    }
}
