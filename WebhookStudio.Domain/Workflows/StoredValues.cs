namespace WebhookStudio.Domain.Workflows;

/// <summary>Takes the stored secrets out of a workflow that is put aside, and back in from the live one.</summary>
/// <remarks>
/// A draft or an old version must be no way to bring back a secret that was removed or rotated, nor to send one to a place
/// that nobody has confirmed. So neither keeps the secrets of the live workflow, only a mark of each
/// (<see cref="SealedText.Forgotten"/>). What a mark turns into is decided when the workflow is opened again: the value that
/// is live by then, or nothing, and then it must be entered again (<see cref="WorkflowCheck"/>).
/// </remarks>
public static class StoredValues
{
    /// <summary>Puts marks in place of all secrets.</summary>
    public static Workflow Forget(Workflow workflow) => Map(workflow, (_, settings) => Each(settings, value => value.Forgotten()));

    /// <summary>Puts marks in place of the secrets that another workflow has. What was entered since stays, sealed.</summary>
    public static Workflow Forget(Workflow workflow, Workflow known)
    {
        var stored = Settings(known).SelectMany(Of).ToHashSet();

        return Map(workflow, (_, settings) => Each(settings, value => stored.Contains(value) ? value.Forgotten() : value));
    }

    /// <summary>Resolves the marks of a draft: each becomes the live value it is the mark of, or what the stage sends to the
    /// same place by now.</summary>
    public static Workflow Resume(Workflow draft, Workflow live) => Map(draft, (stage, settings) =>
        LiveOf(live, stage) is { } now ? Resume(settings, now) : Tidied(settings));

    /// <summary>Resolves the marks of an old version: its stages take the secrets that they have now, where they send to the
    /// same place as then. A change of a secret that is under way goes on.</summary>
    public static Workflow Restore(Workflow version, Workflow live) => Map(version, (stage, settings) =>
        LiveOf(live, stage) is { } now && IsSamePlace(now, settings)
            ? Tidied(settings with
            {
                Secret = settings.Secret is { IsForgotten: true } ? now.Secret ?? settings.Secret : settings.Secret,
                Rotation = settings.Secret is { IsForgotten: true } ? now.Rotation : null,
                Token = settings.Token is { IsForgotten: true } ? now.Token ?? settings.Token : settings.Token,
                Headers = [.. settings.Headers.Select(header => header.Value.IsForgotten ? HeaderOf(now, header) ?? header : header)],
            })
            : Tidied(settings with { Rotation = null }));

    /// <summary>Forgets which hosts were confirmed: that was said of other secrets.</summary>
    public static Workflow WithoutConfirmations(Workflow workflow) =>
        Map(workflow, (_, settings) => settings with { ConfirmedHost = null });

    /// <summary>Gets the secrets of a stage: secret, second secret, token, values of headers.</summary>
    public static IEnumerable<SealedText> Of(WebhookStageSettings settings) =>
        new[] { settings.Secret, settings.Rotation?.Next, settings.Token }
            .Concat(settings.Headers.Select(header => header.Value))
            .OfType<SealedText>();

    private static WebhookStageSettings Resume(WebhookStageSettings draft, WebhookStageSettings live)
    {
        var values = Of(live).DistinctBy(value => value.Forgotten()).ToDictionary(value => value.Forgotten());
        var isSamePlace = IsSamePlace(live, draft);

        // First the very value; if that was replaced meanwhile, the one in its place, as long as the place is the same.
        SealedText? Known(SealedText? value, SealedText? now) => value is not { IsForgotten: true } ? value
            : values.GetValueOrDefault(value) ?? (isSamePlace ? now : null) ?? value;

        return Tidied(draft with
        {
            Secret = Known(draft.Secret, live.Secret),
            Rotation = draft.Rotation is { Next.IsForgotten: true } rotation && !values.ContainsKey(rotation.Next)
                ? isSamePlace ? live.Rotation : null
                : draft.Rotation is { } kept ? kept with { Next = Known(kept.Next, kept.Next)! } : null,
            Token = Known(draft.Token, live.Token),
            Headers = [.. draft.Headers.Select(header => header with { Value = Known(header.Value, HeaderOf(live, header)?.Value)! })],
        });
    }

    /// <summary>Drops the marks that nothing asks for.</summary>
    private static WebhookStageSettings Tidied(WebhookStageSettings settings) => settings with
    {
        Secret = settings is { Auth: not WebhookAuth.Secret, Secret.IsForgotten: true } ? null : settings.Secret,
        Token = settings is { Auth: not WebhookAuth.Bearer, Token.IsForgotten: true } ? null : settings.Token,
        Rotation = settings is { Rotation.Next.IsForgotten: true } or { Secret.IsForgotten: true } ? null : settings.Rotation,
    };

    private static WebhookStageSettings Each(WebhookStageSettings settings, Func<SealedText, SealedText> change) => settings with
    {
        Secret = settings.Secret is { } secret ? change(secret) : null,
        Rotation = settings.Rotation is { } rotation ? rotation with { Next = change(rotation.Next) } : null,
        Token = settings.Token is { } token ? change(token) : null,
        Headers = [.. settings.Headers.Select(header => header with { Value = change(header.Value) })],
    };

    private static WebhookHeader? HeaderOf(WebhookStageSettings settings, WebhookHeader header) => settings.Headers.FirstOrDefault(
        other => !other.Value.IsForgotten && string.Equals(other.Name, header.Name, StringComparison.OrdinalIgnoreCase));

    private static bool IsSamePlace(WebhookStageSettings one, WebhookStageSettings other) =>
        one.Url == other.Url
        || (WebhookUrl.Problem(one.Url) is null && WebhookUrl.Problem(other.Url) is null
            && HostChange.Between(one.Url, other.Url) is null);

    private static WebhookStageSettings? LiveOf(Workflow live, StageId stage) => live.Find(stage)?.Settings as WebhookStageSettings;

    private static IEnumerable<WebhookStageSettings> Settings(Workflow workflow) =>
        workflow.Stages.Select(stage => stage.Settings).OfType<WebhookStageSettings>();

    private static Workflow Map(Workflow workflow, Func<StageId, WebhookStageSettings, WebhookStageSettings> change) => new()
    {
        Stages = [.. workflow.Stages.Select(stage => stage.Settings is WebhookStageSettings webhook
            ? stage with { Settings = change(stage.Id, webhook) }
            : stage)],
    };
}
