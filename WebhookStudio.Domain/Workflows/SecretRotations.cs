namespace WebhookStudio.Domain.Workflows;

/// <summary>What can be done to the change of a stage's secret.</summary>
public static class SecretRotations
{
    /// <summary>Makes a second secret valid beside the one there is, or replaces the second one while nothing has switched.</summary>
    /// <exception cref="DomainRuleException">There is no secret yet, the new one is the old one, or
    /// <c>X-Hub-Signature</c> has switched to an earlier new one.</exception>
    public static WebhookStageSettings StartRotation(this WebhookStageSettings settings, SealedText next, DateTimeOffset now)
    {
        var current = settings.Folded(now);

        if (current is not { Secret: { } secret })
        {
            throw new DomainRuleException("rotation.no_secret", "there is no secret to change yet. Enter one.");
        }

        if (next == secret)
        {
            throw new DomainRuleException("rotation.same", "that is the secret there is. Enter another.");
        }

        if (current.Rotation?.PhaseAt(now) is RotationPhase.New)
        {
            throw new DomainRuleException(
                "rotation.switched", "X-Hub-Signature has switched to the new secret. Drop the old one before you change it again.");
        }

        return current with { Rotation = new(next, current.Rotation?.SwitchAt, current.Rotation?.EndsAt) };
    }

    /// <summary>Says when <c>X-Hub-Signature</c> switches, and when the old secret is dropped.</summary>
    /// <param name="settings">The settings with the rotation.</param>
    /// <param name="switchAt">When it switches; no effect once it has switched.</param>
    /// <param name="endsAt">When the old secret is dropped; <see langword="null"/> for not yet.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="DomainRuleException">There is no rotation; it would be switched back; or the old secret would be
    /// dropped first.</exception>
    public static WebhookStageSettings PlanRotation(
        this WebhookStageSettings settings, DateTimeOffset? switchAt, DateTimeOffset? endsAt, DateTimeOffset now)
    {
        var (current, rotation) = UnderWay(settings, now);

        if (rotation.PhaseAt(now) is RotationPhase.New)
        {
            // What has happened stays: a script that says "now" twice means the first time.
            switchAt = switchAt is { } at && at <= now ? rotation.SwitchAt : throw Switched();
        }

        var planned = rotation with { SwitchAt = switchAt, EndsAt = endsAt };

        return planned.Problem is { } problem
            ? throw new DomainRuleException("rotation.times", problem)
            : (current with { Rotation = planned }).Folded(now);
    }

    /// <summary>Drops the old secret at once: from here on the new one alone is valid.</summary>
    /// <exception cref="DomainRuleException">There is no rotation.</exception>
    public static WebhookStageSettings EndRotation(this WebhookStageSettings settings, DateTimeOffset now)
    {
        var (current, rotation) = UnderWay(settings, now);

        return current with { Secret = rotation.Next, Rotation = null };
    }

    /// <summary>Takes the new secret back. The old one alone is valid again.</summary>
    /// <exception cref="DomainRuleException">There is no rotation, or <c>X-Hub-Signature</c> has switched.</exception>
    public static WebhookStageSettings CancelRotation(this WebhookStageSettings settings, DateTimeOffset now)
    {
        var (current, rotation) = UnderWay(settings, now);

        return rotation.PhaseAt(now) is RotationPhase.New ? throw Switched() : current with { Rotation = null };
    }

    /// <summary>Turns a rotation that is over into what it led to: one secret, the new one.</summary>
    public static WebhookStageSettings Folded(this WebhookStageSettings settings, DateTimeOffset now) =>
        settings.Rotation is { } rotation && rotation.PhaseAt(now) is RotationPhase.Over
            ? settings with { Secret = rotation.Next, Rotation = null }
            : settings;

    private static (WebhookStageSettings Settings, SecretRotation Rotation) UnderWay(
        WebhookStageSettings settings, DateTimeOffset now)
    {
        var current = settings.Folded(now);

        return (current, current.Rotation
            ?? throw new DomainRuleException("rotation.none", "the secret is not being changed. Enter a new secret first."));
    }

    private static DomainRuleException Switched() => new(
        "rotation.switched",
        "X-Hub-Signature has switched to the new secret and cannot go back. Drop the old secret, or enter another new one after that.");
}
