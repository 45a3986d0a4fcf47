using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Panels;
using WebhookStudio.Platform;

namespace WebhookStudio.Tests.Features.Workflows.Panels;

public sealed class SecretSectionTests : BunitContext
{
    private static readonly DateTimeOffset Now = new(2026, 2, 6, 10, 14, 8, TimeSpan.Zero);
    private static readonly SealedText Old = new("sealed:your_secret_key");
    private static readonly SealedText Next = new("sealed:another_key");

    private readonly FakeTimeProvider _clock = new(Now);
    private readonly List<string> _words = [];
    private WebhookStageSettings _live = new() { Url = "https://ml.bakery.example/hook", Auth = WebhookAuth.Secret, Secret = Old };
    private WebhookStageSettings _draft;

    public SecretSectionTests()
    {
        _draft = _live;
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(_clock);
        Services.AddScoped<BrowserTime>();
        Services.AddSingleton<ISecretProtector, FakeProtector>();
    }

    [Fact]
    public void Auth_Choice_OffersTheThree()
    {
        var section = RenderSection();

        Assert.Equal(
            ["No auth", "Secret: signed requests", "Bearer token"],
            section.FindAll("[data-testid=webhook-auth] option").Select(option => option.TextContent));
        Assert.Empty(section.FindAll("[data-testid=webhook-token]"));

        section.Find("[data-testid=webhook-auth]").Change("Bearer");

        section = RenderSection();
        Assert.Single(section.FindAll("[data-testid=webhook-token]"));
        Assert.Contains("enter the bearer token", section.Find("[data-testid=auth-error]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Secret_OfTheStandardFormWithoutItsKey_IsNotTaken()
    {
        var section = RenderSection();

        section.Find("[data-testid=webhook-secret]").Change("whsec_short");

        Assert.Contains("after whsec_ a secret is base64", section.Find("[data-testid=webhook-secret-error]").TextContent, StringComparison.Ordinal);
        Assert.Equal(Old, _draft.Secret);
    }

    [Fact]
    public void Generate_Click_ShowsTheSecretOnceUntilItIsSaved()
    {
        var section = RenderSection();

        section.Find("[data-testid=webhook-secret-generate]").Click();
        Update(section);

        var field = section.Find("[data-testid=webhook-secret]");
        Assert.Equal("text", field.GetAttribute("type"));
        Assert.Equal(_draft.Secret!.Cipher, $"sealed:{field.GetAttribute("value")}");
        Assert.StartsWith("whsec_", field.GetAttribute("value"), StringComparison.Ordinal);

        _live = _draft;
        Update(section);
        Assert.Empty(section.Find("[data-testid=webhook-secret]").GetAttribute("value")!);
        Assert.DoesNotContain("whsec_", section.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Rotate_NewSecretTyped_StartsARotation()
    {
        var section = RenderSection();
        section.Find("[data-testid=rotate]").Click();

        section.Find("[data-testid=webhook-next-secret]").Change("another_key");
        Update(section);

        Assert.Equal((Old, new SecretRotation(Next)), (_draft.Secret, _draft.Rotation));
        Assert.Equal(
            "Both secrets are valid. X-Hub-Signature still uses the old one.",
            section.Find("[data-testid=rotation-state]").TextContent);
        Assert.Equal("another_key", section.Find("[data-testid=webhook-next-secret]").GetAttribute("value"));
    }

    [Fact]
    public void Rotate_SameSecret_IsNotTaken()
    {
        var section = RenderSection();
        section.Find("[data-testid=rotate]").Click();

        section.Find("[data-testid=webhook-next-secret]").Change("your_secret_key");

        Assert.Contains("that is the secret there is", section.Find("[data-testid=webhook-next-secret-error]").TextContent, StringComparison.Ordinal);
        Assert.Null(_draft.Rotation);
    }

    [Fact]
    public void Rotate_NeverSavedSecret_IsNotOffered()
    {
        _draft = _live with { Secret = new("sealed:typed just now") };

        Assert.Empty(RenderSection().FindAll("[data-testid=rotate]"));
    }

    [Fact]
    public void Rotation_SwitchNow_UsesTheNewSecretAndCannotGoBack()
    {
        GivenRotation();
        var section = RenderSection();

        section.Find("[data-testid=rotation-switch]").Click();
        Update(section);

        Assert.Equal(new SecretRotation(Next, Now), _draft.Rotation);
        Assert.Equal("Both secrets are valid. X-Hub-Signature uses the new one.", section.Find("[data-testid=rotation-state]").TextContent);
        Assert.Empty(section.FindAll("[data-testid=rotation-switch], [data-testid=rotation-cancel], [data-testid=webhook-next-secret]"));
    }

    [Fact]
    public void Rotation_TimesChosen_AreThoseOfTheReadersZone()
    {
        GivenRotation();
        Services.GetRequiredService<BrowserTime>().UseZone("Europe/Istanbul");
        var section = RenderSection();

        section.Find("[data-testid=rotation-switch-at]").Change("2026-02-06T15:00");
        Update(section);
        section.Find("[data-testid=rotation-ends-at]").Change("2026-02-07T15:00");
        Update(section);

        var switchAt = new DateTimeOffset(2026, 2, 6, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(new SecretRotation(Next, switchAt, switchAt.AddDays(1)), _draft.Rotation);
        Assert.Equal(
            "Both secrets are valid. X-Hub-Signature uses the old one until 2026-02-06 15:00:00. The old one is dropped at 2026-02-07 15:00:00.",
            section.Find("[data-testid=rotation-state]").TextContent);
    }

    [Fact]
    public void Rotation_EndBeforeSwitch_IsRefusedInPlace()
    {
        GivenRotation(Now.AddDays(1));
        var section = RenderSection();

        section.Find("[data-testid=rotation-ends-at]").Change("2026-02-06T15:00");

        Assert.Equal(
            "The old secret would be dropped before X-Hub-Signature switches. Choose a later time.",
            section.Find("[data-testid=rotation-error]").TextContent.Trim());
        Assert.Null(_draft.Rotation!.EndsAt);
    }

    [Fact]
    public void Rotation_DropOld_LeavesTheNewSecret()
    {
        GivenRotation(Now);
        var section = RenderSection();

        section.Find("[data-testid=rotation-drop]").Click();

        Assert.Equal((Next, null), (_draft.Secret, _draft.Rotation));
    }

    [Fact]
    public void Rotation_DropNew_LeavesTheOldSecret()
    {
        GivenRotation();
        var section = RenderSection();

        section.Find("[data-testid=rotation-cancel]").Click();
        Update(section);

        Assert.Equal((Old, null), (_draft.Secret, _draft.Rotation));
        Assert.Single(section.FindAll("[data-testid=rotate]"));
    }

    [Fact]
    public void Rotation_TimePasses_EndsWithoutASave()
    {
        GivenRotation(Now.AddHours(1), Now.AddHours(2));
        var section = RenderSection();

        _clock.Advance(TimeSpan.FromHours(3));
        Update(section);

        Assert.Empty(section.FindAll("[data-testid=rotation]"));
        Assert.Single(section.FindAll("[data-testid=webhook-secret-stored]"));
    }

    [Fact]
    public void Host_Changed_AsksBeforeTheStoredSecretGoesThere()
    {
        _draft = _live with { Url = "https://other.example/hook" };
        var section = RenderSection();

        Assert.Contains(
            "The host changed from ml.bakery.example to other.example. Enter the secret again, or confirm that other.example may have it.",
            section.Find("[data-testid=host-change]").TextContent,
            StringComparison.Ordinal);

        section.Find("[data-testid=host-confirm]").Click();
        Update(section);

        Assert.Equal("other.example", _draft.ConfirmedHost);
        Assert.Equal(["use the stored secret for other.example"], _words);
        Assert.Empty(section.FindAll("[data-testid=host-change]"));
        Assert.Single(section.FindAll("[data-testid=host-confirmed]"));
    }

    [Fact]
    public void Host_ChangedAndSecretTypedAgain_AsksNothing()
    {
        _draft = _live with { Url = "https://other.example/hook" };
        var section = RenderSection();

        section.Find("[data-testid=webhook-secret]").Change("another_key");
        Update(section);

        Assert.Empty(section.FindAll("[data-testid=host-change]"));
    }

    [Fact]
    public void Secret_TypedAndUndone_IsShownNoLonger()
    {
        var section = RenderSection();
        section.Find("[data-testid=webhook-secret]").Change("another_key");
        Update(section);
        Assert.Equal("another_key", section.Find("[data-testid=webhook-secret]").GetAttribute("value"));

        _draft = _live;
        Update(section);

        Assert.Empty(section.Find("[data-testid=webhook-secret]").GetAttribute("value")!);
    }

    private void GivenRotation(DateTimeOffset? switchAt = null, DateTimeOffset? endsAt = null) =>
        _draft = _live = _live with { Rotation = new(Next, switchAt, endsAt) };

    private IRenderedComponent<SecretSection> RenderSection() => Render<SecretSection>(Fill);

    private void Update(IRenderedComponent<SecretSection> section) => section.Render(Fill);

    private void Fill(ComponentParameterCollectionBuilder<SecretSection> section) => section
        .Add(s => s.Settings, _draft)
        .Add(s => s.Live, _live)
        .Add(s => s.Problems, WorkflowCheck.Find(Workflow.WithWebhook(_draft)))
        .Add(s => s.CanEdit, true)
        .Add(s => s.OnChange, change =>
        {
            _draft = (WebhookStageSettings)change.Settings;
            _words.Add(change.Words);
        });

    private sealed class FakeProtector : ISecretProtector
    {
        public SealedText Seal(string text) => new($"sealed:{text}");

        public string Open(SealedText text) => text.Cipher["sealed:".Length..];
    }
}
