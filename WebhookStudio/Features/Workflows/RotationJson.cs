using System.Globalization;
using System.Text.Json.Nodes;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Workflows;

/// <summary>The change of a secret in the JSON of a Webhook stage: <c>nextSecret</c> and <c>rotation</c>.</summary>
/// <remarks>
/// <c>nextSecret</c> can be written and never read. It makes a second secret valid; <c>rotation</c> says when
/// <c>X-Hub-Signature</c> switches to it (<c>switchAt</c>) and when the old one is dropped (<c>endsAt</c>), each as an
/// ISO 8601 time or <c>now</c>. <c>null</c> takes the new secret back.
/// </remarks>
internal static class RotationJson
{
    private const string Now = "now";

    public static JsonObject? Write(SecretRotation? rotation) => rotation is null
        ? null
        : new() { ["switchAt"] = Time(rotation.SwitchAt), ["endsAt"] = Time(rotation.EndsAt) };

    /// <summary>Reads what is to become of the secrets.</summary>
    /// <param name="fields">The stage.</param>
    /// <param name="settings">Its settings, the secret read already.</param>
    /// <param name="sealing">Seals, and knows the time.</param>
    public static WebhookStageSettings Read(JsonFields fields, WebhookStageSettings settings, StageSealing sealing)
    {
        try
        {
            return Plan(fields, Start(fields, settings, sealing), sealing.Now);
        }
        catch (DomainRuleException refusal) when (refusal.Code.StartsWith("rotation.", StringComparison.Ordinal))
        {
            throw fields.Refuse(refusal.Message);
        }
    }

    private static WebhookStageSettings Start(JsonFields fields, WebhookStageSettings settings, StageSealing sealing)
    {
        // A secret that is given anew takes the place of all there were.
        var before = fields.Has("secret") ? settings with { Rotation = null } : settings.Folded(sealing.Now);

        if (fields.Text("nextSecret") is not { } next)
        {
            return before;
        }

        if (WebhookSecretRules.Problem(next) is { } problem)
        {
            throw fields.Refuse($"nextSecret: {problem}");
        }

        return before.Secret is { } secret && sealing.Protector.Holds(secret, next)
            ? throw fields.Refuse("nextSecret is the secret there is. Give another.")
            : before.StartRotation(sealing.Protector.Seal(next), sealing.Now);
    }

    private static WebhookStageSettings Plan(JsonFields fields, WebhookStageSettings settings, DateTimeOffset now)
    {
        if (fields.Object("rotation") is not { } times)
        {
            return fields.IsNull("rotation") && settings.Rotation is not null && !fields.Has("nextSecret")
                ? settings.CancelRotation(now)
                : settings;
        }

        times.Only("switchAt", "endsAt");
        var switchAt = Read(times, "switchAt", settings.Rotation?.SwitchAt, now);
        var endsAt = Read(times, "endsAt", settings.Rotation?.EndsAt, now);

        // Read back and sent again after the rotation is over: it says what has come to pass.
        if (settings.Rotation is null && endsAt <= now && times.Text("endsAt") is not Now)
        {
            return settings;
        }

        return times.Text("endsAt") is Now ? settings.EndRotation(now) : settings.PlanRotation(switchAt, endsAt, now);
    }

    private static DateTimeOffset? Read(JsonFields times, string name, DateTimeOffset? before, DateTimeOffset now) =>
        times.Text(name) switch
        {
            null => times.Has(name) ? null : before,
            Now => now,
            { } text when DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) => at,
            { } text => throw times.Refuse($"{name} '{text}' is not a time. Write it like 2026-02-06T10:14:08Z, or 'now'."),
        };

    private static string? Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
