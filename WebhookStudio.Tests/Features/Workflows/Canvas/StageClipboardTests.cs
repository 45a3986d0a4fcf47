using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Features.Workflows.Canvas;
using WebhookStudio.Platform;

namespace WebhookStudio.Tests.Features.Workflows.Canvas;

public sealed class StageClipboardTests
{
    private static readonly WebhookStageSettings Settings = new()
    {
        Url = "https://ml.bakery.example/hook",
        Auth = WebhookAuth.Secret,
        Secret = new SealedText("sealed-secret"),
        Headers = [new("X-Shop", new SealedText("sealed-header"))],
        Timeout = TimeSpan.FromSeconds(7),
    };

    private readonly CanvasModel _model = new(Workflow.WithWebhook(Settings));
    private readonly StageSealing _sealing = new(new NoProtector(), new FakeTimeProvider());

    private StageId Webhook => _model.Live.Stages[2].Id;

    [Fact]
    public void Write_Webhook_HoldsNothingSecret()
    {
        var text = StageClipboard.Write(_model.Draft, [Webhook]);

        Assert.Contains("ml.bakery.example", text, StringComparison.Ordinal);
        Assert.DoesNotContain("sealed", text, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Shop", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Paste_IntoAnotherProject_BringsStagesAndTheirConnectors()
    {
        var text = StageClipboard.Write(_model.Draft, [StageId.Label, Webhook]);
        var other = new CanvasModel(Workflow.Default);

        other.Paste(StageClipboard.Read(text, other.Draft, other.Live, _sealing));

        var pasted = other.Selection.Select(other.Draft.Get).ToList();
        Assert.Equal(["Label copy", "Webhook"], pasted.Select(stage => stage.Name));
        Assert.Equal(pasted[1].Id, pasted[0].Output);
        Assert.Null(pasted[1].Output);
        var settings = Assert.IsType<WebhookStageSettings>(pasted[1].Settings);
        Assert.Equal((Settings.Url, Settings.Timeout, null), (settings.Url, settings.Timeout, settings.Secret));
        Assert.Equal("paste 2 stages", other.UndoWords);
    }

    [Fact]
    public void Paste_OfACopy_IsANewStageWithoutSecrets()
    {
        var text = StageClipboard.Write(_model.Draft, [Webhook]);

        _model.Paste(StageClipboard.Read(text, _model.Draft, _model.Live, _sealing));

        var pasted = _model.Draft.Get(_model.Selection[0]);
        Assert.NotEqual(Webhook, pasted.Id);
        Assert.Equal("Webhook copy", pasted.Name);
        Assert.Null(Assert.IsType<WebhookStageSettings>(pasted.Settings).Secret);
    }

    [Fact]
    public void Paste_OfWhatWasCut_IsTheSameStageAgain()
    {
        var text = StageClipboard.Write(_model.Draft, [Webhook]);
        _model.Remove([Webhook], "cut");

        _model.Paste(StageClipboard.Read(text, _model.Draft, _model.Live, _sealing));

        var pasted = _model.Draft.Get(Webhook);
        Assert.Equal(("Webhook", (SealedText?)Settings.Secret), (pasted.Name, ((WebhookStageSettings)pasted.Settings).Secret));
    }

    [Fact]
    public void Paste_OfWhatWasCutFromALongerWay_IsNotConnectedBlindly()
    {
        var text = StageClipboard.Write(_model.Draft, [Webhook]);
        _model.Remove([Webhook], "cut");

        _model.Paste(StageClipboard.Read(text, _model.Draft, _model.Live, _sealing));

        Assert.Null(_model.Draft.Get(Webhook).Output);
        Assert.Equal(StageId.Complete, _model.Draft.Get(StageId.Label).Output);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a croissant")]
    [InlineData("[]")]
    [InlineData("{\"stages\":[]}")]
    public void Read_SomethingElse_IsRefusedWithWhatToDo(string text)
    {
        var refusal = Assert.Throws<DomainRuleException>(
            () => StageClipboard.Read(text, _model.Draft, _model.Live, _sealing));

        Assert.Equal("The clipboard holds no stages. Copy some with Ctrl+C, here or in another project.", refusal.Message);
    }

    [Theory]
    [InlineData("""{"webhookStudio":"stages","stages":[{"type":"Oven"}]}""", "'Oven' is not a type of stage")]
    [InlineData("""{"webhookStudio":"stages","stages":{}}""", "must be a list")]
    public void Read_ImpossibleStages_IsRefusedWithTheReason(string text, string reason)
    {
        var refusal = Assert.Throws<DomainRuleException>(
            () => StageClipboard.Read(text, _model.Draft, _model.Live, _sealing));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FarTooLong_IsRefused() => Assert.Throws<DomainRuleException>(() => StageClipboard.Read(
        new string(' ', StageClipboard.MaxLength + 1), _model.Draft, _model.Live, _sealing));

    [Fact]
    public void Read_MoreThanFit_IsRefused()
    {
        var many = new Workflow
        {
            Stages = [.. Enumerable.Range(0, 198).Select(number =>
                new Stage { Id = StageId.New(), Name = $"L{number}", Settings = new LabelStageSettings() })],
        };
        var text = StageClipboard.Write(many, [.. many.Stages.Select(stage => stage.Id)]);

        var refusal = Assert.Throws<DomainRuleException>(
            () => StageClipboard.Read(text, _model.Draft, _model.Live, _sealing));

        Assert.Equal("A workflow has at most 200 stages. Delete some first.", refusal.Message);
    }

    private sealed class NoProtector : ISecretProtector
    {
        public SealedText Seal(string text) => new(text);

        public string Open(SealedText text) => throw new NotSupportedException("Nothing is opened here.");
    }
}
