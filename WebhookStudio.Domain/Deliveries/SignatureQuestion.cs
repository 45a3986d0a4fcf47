namespace WebhookStudio.Domain.Deliveries;

/// <summary>Asks whether a signature belongs to a body.</summary>
/// <param name="Body">The bytes as the receiver has them.</param>
/// <param name="Signature">The signature as the receiver has it.</param>
/// <param name="Secret">The secret that signs <see cref="WebhookSignature.HubHeader"/> now.</param>
public sealed record SignatureQuestion(byte[] Body, string Signature, string Secret)
{
    /// <summary>Gets the other valid secret while one is being changed for another.</summary>
    public string? OtherSecret { get; init; }

    /// <summary>Gets bodies that were sent, the newest first.</summary>
    public IReadOnlyList<SentBody> Sent { get; init; } = [];

    // No text form may show a secret.
    public override string ToString() => $"(signature of {Body.Length} bytes)";
}

/// <summary>A body that was sent.</summary>
/// <param name="ExternalId">The external ID of its task.</param>
/// <param name="Body">The bytes.</param>
public sealed record SentBody(string ExternalId, byte[] Body);
