using Bunit;
using Microsoft.Extensions.DependencyInjection;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Tests.Features.Deliveries;

public sealed class AttemptSignatureTests : BunitContext
{
    private static readonly Id<Project> Project = new("67a3be4088cb6f0f7976327b");

    private readonly FakeRechecks _rechecks = new();

    public AttemptSignatureTests()
    {
        this.UseListPages(StudioRoles.Manager);
        Services.AddSingleton<ISignatureRecheck>(_rechecks);
    }

    [Theory]
    [InlineData(RecheckVerdict.Matches, "Matches the current secret.")]
    [InlineData(RecheckVerdict.Changed, "The secret has changed since.")]
    [InlineData(RecheckVerdict.PayloadPruned, "The payload was pruned.")]
    public void Verdict_Any_IsSaidInASentence(RecheckVerdict verdict, string words)
    {
        _rechecks.Answer = new(verdict, []);

        var verify = RenderTab();

        Assert.StartsWith(words, verify.Find("[data-testid=recheck-verdict]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Verdict_EveryOne_HasItsOwnWords()
    {
        var titles = Enum.GetValues<RecheckVerdict>().Select(verdict =>
        {
            _rechecks.Answer = new(verdict, []);

            return RenderTab().Find("[data-testid=recheck-verdict] b").TextContent;
        });

        Assert.Distinct(titles);
    }

    [Fact]
    public void Signature_ThatDiffers_ShowsBothValues()
    {
        _rechecks.Answer = new(RecheckVerdict.MatchesInPart, [new("X-Hub-Signature", "sent", "computed"), new("webhook-signature", "v1,a", "v1,a")]);

        var signatures = RenderTab().FindAll("[data-testid=recheck-signature]");

        Assert.Contains("X-Hub-Signature does not match", signatures[0].QuerySelector("h3")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("sent", signatures[0].QuerySelector("pre")!.TextContent);
        Assert.Equal("computed", signatures[0].QuerySelector(".recheck-computed")!.TextContent);
        Assert.Contains("webhook-signature matches", signatures[1].QuerySelector("h3")!.TextContent, StringComparison.Ordinal);
        Assert.Null(signatures[1].QuerySelector(".recheck-computed"));
    }

    /// <summary>The tab as it is reached in the panel of an attempt.</summary>
    private IRenderedComponent<AttemptPanel> RenderTab()
    {
        var details = AttemptWordsTests.Details(AttemptOutcome.Answered, 200, DeliveryStatus.Delivered);
        var panel = Render<AttemptPanel>(parameters => parameters
            .Add(p => p.Details, details)
            .Add(p => p.Place, new DeliveryLogPlace(Project) { Tab = AttemptTab.Verify }));
        Assert.Equal(details.Line.Id, _rechecks.Asked);

        return panel;
    }

    private sealed class FakeRechecks : ISignatureRecheck
    {
        public SignatureRecheck? Answer { get; set; }

        public Id<DeliveryAttempt>? Asked { get; private set; }

        public Task<SignatureRecheck?> CheckAsync(
            Id<Project> project, Id<DeliveryAttempt> attempt, CancellationToken cancellationToken)
        {
            Asked = attempt;

            return Task.FromResult(Answer);
        }
    }
}
