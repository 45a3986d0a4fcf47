using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>How the receiver knows who is calling: no auth, a secret that can be rotated, or a bearer token.</summary>
public sealed partial class SecretSection : ComponentBase
{
    private bool _entering;

    [Inject]
    public required ISecretProtector Protector { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Parameter, EditorRequired]
    public required WebhookStageSettings Settings { get; set; }

    /// <summary>Gets or sets the settings that are live; <see langword="null"/> for a new stage.</summary>
    [Parameter]
    public WebhookStageSettings? Live { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<WorkflowProblem> Problems { get; set; }

    [Parameter]
    public bool CanEdit { get; set; }

    [Parameter]
    public EventCallback<(StageSettings Settings, string Words)> OnChange { get; set; }

    /// <summary>Gets the settings as they are by now: a rotation may have come to its end since they were saved.</summary>
    private WebhookStageSettings Current => Settings.Folded(Clock.GetUtcNow());

    private SealedText? LiveSecret => Live?.Folded(Clock.GetUtcNow()).Secret;

    /// <summary>Gets whether there is a secret in use that receivers know: one that was never saved is simply replaced.</summary>
    private bool CanRotate => CanEdit && Current is { Auth: WebhookAuth.Secret, Secret: { } secret } && secret == LiveSecret;

    private bool CanReplaceNext => Current.Rotation?.PhaseAt(Clock.GetUtcNow()) is not RotationPhase.New;

    private string? Problem => Problems.FirstOrDefault(problem => problem is
    {
        Severity: ProblemSeverity.Error, Code: "webhook.secret" or "webhook.token" or "webhook.rotation",
    })?.Message;

    private string? CheckNext(string text) => WebhookSecretRules.Problem(text)
        ?? (Current.Secret is { } secret && Protector.Holds(secret, text) ? "that is the secret there is. Enter another." : null);

    private Task ChangeAuthAsync(WebhookAuth auth) => ChangeAsync(Settings with { Auth = auth }, "change the authentication");

    private Task ChangeTokenAsync(SealedText? token) => ChangeAsync(
        Settings with { Token = token }, token is null ? "remove the token" : "change the token");

    /// <summary>A secret is there to sign with, and without one there is nothing to sign with.</summary>
    private Task ChangeSecretAsync(SealedText? secret)
    {
        var auth = (secret, Settings.Auth) switch
        {
            (not null, WebhookAuth.None) => WebhookAuth.Secret,
            (null, WebhookAuth.Secret) => WebhookAuth.None,
            _ => Settings.Auth,
        };

        return ChangeAsync(
            Current with { Secret = secret, Auth = auth }, secret is null ? "remove the secret" : "change the secret");
    }

    private Task StartAsync(SealedText? next) => next is null
        ? Task.CompletedTask
        : ChangeAsync(Current.StartRotation(next, Clock.GetUtcNow()), "rotate the secret");

    private Task ChangeRotationAsync((WebhookStageSettings Settings, string Words) change)
    {
        _entering = false;

        return ChangeAsync(change.Settings, change.Words);
    }

    private Task ChangeAsync(WebhookStageSettings changed, string words) => OnChange.InvokeAsync((changed, words));
}
