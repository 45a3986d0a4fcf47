using System.Text;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Workflows.Panels;

namespace WebhookStudio.Tests.Features.Workflows.Panels;

public sealed class SignatureCheckerTests : BunitContext
{
    private readonly FakeChecks _checks = new();

    public SignatureCheckerTests()
    {
        Services.AddSingleton<ISignatureChecks>(_checks);
        var module = JSInterop.SetupModule("./Features/Workflows/Panels/SignatureChecker.razor.js");
        module.SetupVoid("attach", _ => true).SetVoidResult();
        module.Setup<IJSStreamReference>("read", _ => true).SetResult(new Pasted("""{"a":1}"""));
    }

    [Fact]
    public void Check_Pasted_AsksWithItsBytes()
    {
        var checker = RenderChecker();

        checker.Find("[data-testid=checker-signature]").Change("abc");
        checker.Find("[data-testid=check]").Click();

        checker.WaitForElement("[data-testid=check-verdict]");
        Assert.Equal(("""{"a":1}""", "abc"), (Encoding.UTF8.GetString(_checks.Claim!.Body), _checks.Claim.Signature));
        Assert.Equal("Matches the live secret.", checker.Find("[data-testid=check-title]").TextContent);
        Assert.Empty(checker.FindAll("[data-testid=check-fault]"));
    }

    [Fact]
    public void Check_Faults_AreToldOneByOneWithTheRightSignature()
    {
        _checks.Answer = new(false, [SignatureFault.Prefix, SignatureFault.Reserialised], "0123") { SentFor = "task5.png" };
        var checker = RenderChecker();

        checker.Find("[data-testid=check]").Click();

        var faults = checker.WaitForElements("[data-testid=check-fault]");
        Assert.Equal(2, faults.Count);
        Assert.StartsWith("It has sha1= in front.", faults[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("what was sent for task5.png, but in other bytes", faults[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("The signature of this body is 0123", checker.Markup.Replace("<code>", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_Refused_SaysWhy()
    {
        _checks.Refusal = "Webhook has no secret, so its requests are not signed. Enter one and save.";
        var checker = RenderChecker();

        checker.Find("[data-testid=check]").Click();

        Assert.Contains("Enter one and save", checker.WaitForElement("[data-testid=check-refusal]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_EveryFault_HasItsOwnSentences()
    {
        var diagnosis = new SignatureDiagnosis(false, [], "");
        var words = Enum.GetValues<SignatureFault>().Select(fault => SignatureWords.Of(fault, diagnosis)).ToList();

        Assert.Equal(words.Count, words.Distinct().Count());
        Assert.All(words, sentence => Assert.EndsWith(".", sentence, StringComparison.Ordinal));
    }

    private IRenderedComponent<SignatureChecker> RenderChecker() => Render<SignatureChecker>(checker => checker
        .Add(c => c.Project, new Id<Project>("67a3be4088cb6f0f7976327b"))
        .Add(c => c.Stage, Workflow.WithWebhook(new()).Stages[2]));

    private sealed class FakeChecks : ISignatureChecks
    {
        public SignatureClaim? Claim { get; private set; }

        public SignatureDiagnosis Answer { get; set; } = new(true, [], "");

        public string? Refusal { get; set; }

        public Task<SignatureDiagnosis> DiagnoseAsync(SignatureClaim claim, CancellationToken cancellationToken)
        {
            Claim = claim;

            return Refusal is null ? Task.FromResult(Answer) : throw new DomainRuleException("test", Refusal);
        }
    }

    private sealed class Pasted(string text) : IJSStreamReference
    {
        public long Length => text.Length;

        public ValueTask<Stream> OpenReadStreamAsync(long maxAllowedSize, CancellationToken cancellationToken) =>
            new(new MemoryStream(Encoding.UTF8.GetBytes(text)));

        public ValueTask DisposeAsync() => default;
    }
}
