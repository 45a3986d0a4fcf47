namespace WebhookStudio.Domain.Workflows;

/// <summary>How far a change of a secret has come.</summary>
public enum RotationPhase
{
    /// <summary>Both secrets are valid; <c>X-Hub-Signature</c> is made with the old one.</summary>
    Old,

    /// <summary>Both secrets are valid; <c>X-Hub-Signature</c> is made with the new one.</summary>
    New,

    /// <summary>Only the new secret is valid.</summary>
    Over,
}

/// <summary>A change of a stage's secret that is under way: for a while both the old and the new one are valid.</summary>
/// <remarks>
/// The header of Standard Webhooks carries a signature for each. <c>X-Hub-Signature</c> can hold one only: that of the
/// old secret until <see cref="SwitchAt"/>, then that of the new one; the other goes into <c>X-Hub-Signature-Alt</c>.
/// Nothing has to be saved for the time to take effect.
/// </remarks>
/// <param name="Next">The new secret.</param>
/// <param name="SwitchAt">When <c>X-Hub-Signature</c> changes to the new secret; <see langword="null"/> until somebody says so.</param>
/// <param name="EndsAt">When the old secret is dropped; <see langword="null"/> until <paramref name="SwitchAt"/> is set.</param>
public sealed record SecretRotation(SealedText Next, DateTimeOffset? SwitchAt = null, DateTimeOffset? EndsAt = null)
{
    public RotationPhase PhaseAt(DateTimeOffset now) => EndsAt <= now ? RotationPhase.Over
        : SwitchAt <= now ? RotationPhase.New
        : RotationPhase.Old;

    /// <summary>Says what is wrong with the times, or <see langword="null"/> if nothing is.</summary>
    internal string? Problem => (SwitchAt, EndsAt) switch
    {
        (null, not null) => "say when X-Hub-Signature switches to the new secret before the old one is dropped.",
        ({ } switchAt, { } endsAt) when endsAt < switchAt =>
            "the old secret would be dropped before X-Hub-Signature switches. Choose a later time.",
        _ => null,
    };
}
