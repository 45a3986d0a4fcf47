using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Signs a request of the log again with the secrets of today, and compares.</summary>
public interface ISignatureRecheck
{
    /// <returns><see langword="null"/> if the project has no such attempt.</returns>
    Task<SignatureRecheck?> CheckAsync(
        Id<Project> project, Id<DeliveryAttempt> attempt, CancellationToken cancellationToken);
}

/// <summary>What signing a request again has shown.</summary>
public enum RecheckVerdict
{
    /// <summary>Every signature is one of a secret of today.</summary>
    Matches,

    /// <summary>Some signatures are: the request was sent while the secret was being rotated.</summary>
    MatchesInPart,

    /// <summary>No signature is one of a secret of today.</summary>
    Changed,

    /// <summary>The request was sent without a signature.</summary>
    NotSigned,

    /// <summary>Nothing was sent.</summary>
    NothingSent,

    /// <summary>The headers of the request are no longer kept.</summary>
    RequestPruned,

    /// <summary>The body of the request is no longer kept.</summary>
    PayloadPruned,

    /// <summary>The stage is gone, or has no secret any more.</summary>
    NoSecret,

    /// <summary>The stored secret cannot be opened any more.</summary>
    SecretLost,
}

/// <summary>What signing a request again has shown.</summary>
/// <param name="Verdict">The result.</param>
/// <param name="Signatures">The signatures that were sent, each with what it was compared with.</param>
public sealed record SignatureRecheck(RecheckVerdict Verdict, IReadOnlyList<SentSignature> Signatures);

/// <summary>A signature that was sent.</summary>
/// <param name="Header">The header that carried it.</param>
/// <param name="Value">The signature.</param>
/// <param name="Computed">What the body gives today: by the secret that matches, else by the one in use;
/// <see langword="null"/> if nothing could be computed.</param>
public sealed record SentSignature(string Header, string Value, string? Computed)
{
    public bool Matches => Value == Computed;
}
