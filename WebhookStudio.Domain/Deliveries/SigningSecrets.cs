using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Domain.Deliveries;

/// <summary>The secrets of a stage, open and ready, and which of them signs which header at which moment.</summary>
/// <remarks>Made once for many requests. Each request asks for its own moment, so that a rotation takes effect on time
/// however old the object is.</remarks>
public sealed class SigningSecrets
{
    private readonly SigningKey _secret;
    private readonly SigningKey? _next;
    private readonly SecretRotation? _rotation;

    /// <param name="secret">The secret.</param>
    public SigningSecrets(string secret)
    {
        _secret = new(secret);
        Texts = [secret];
    }

    /// <param name="secret">The old secret.</param>
    /// <param name="next">The new secret.</param>
    /// <param name="rotation">When which of them is valid.</param>
    public SigningSecrets(string secret, string next, SecretRotation rotation)
        : this(secret)
    {
        _next = new(next);
        _rotation = rotation;
        Texts = [secret, next];
    }

    /// <summary>Gets the secrets as they were entered, valid or not at the moment.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>Gets the valid secrets at a moment: the one that signs <see cref="WebhookSignature.HubHeader"/>, and the
    /// other one while there are two.</summary>
    public (SigningKey Main, SigningKey? Other) At(DateTimeOffset moment) =>
        (_rotation?.PhaseAt(moment), _next) switch
        {
            (RotationPhase.Old, { } next) => (_secret, next),
            (RotationPhase.New, { } next) => (next, _secret),
            (RotationPhase.Over, { } next) => (next, null),
            _ => (_secret, null),
        };

    /// <summary>Signs a request: gives the headers that carry the signatures.</summary>
    /// <param name="id">The value of <c>webhook-id</c>.</param>
    /// <param name="at">The time that the signatures vouch for.</param>
    /// <param name="body">The bytes sent.</param>
    public IReadOnlyList<KeyValuePair<string, string>> Sign(string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var (main, other) = At(at);
        var hub = KeyValuePair.Create(WebhookSignature.HubHeader, main.Hub(body));
        var hub256 = KeyValuePair.Create(WebhookSignature.Hub256Header, main.Hub256(body));
        var standard = main.Standard(id, at, body);

        return other is null
            ? [hub, hub256, new(WebhookSignature.StandardHeader, standard)]
            :
            [
                hub,
                hub256,
                new(WebhookSignature.HubAltHeader, other.Hub(body)),
                new(WebhookSignature.StandardHeader, $"{standard} {other.Standard(id, at, body)}"),
            ];
    }

    // No text form may show a secret.
    public override string ToString() => "(secrets)";
}
