namespace WebhookStudio.Domain.Workflows;

/// <summary>A change of the place that a stage sends to: another host, another port, or no encryption any more.</summary>
/// <remarks>What is secret was given for the place before. It goes to the new one only after a person has said so.</remarks>
/// <param name="From">The place before, such as <c>ml.bakery.example</c> or <c>ml.bakery.example:8443</c>; with
/// <c>https://</c> in front where the encryption is what changes.</param>
/// <param name="To">The place after, in the same form.</param>
public sealed record HostChange(string From, string To)
{
    /// <summary>Gets the change between two addresses, or <see langword="null"/> if they lead to the same place.</summary>
    public static HostChange? Between(string before, string after)
    {
        if (WebhookUrl.Problem(before) is not null || WebhookUrl.Problem(after) is not null
            || before == after || !Uri.TryCreate(before, UriKind.Absolute, out var old)
            || !Uri.TryCreate(after, UriKind.Absolute, out var now))
        {
            return null;
        }

        var isExposed = old.Scheme == Uri.UriSchemeHttps && now.Scheme == Uri.UriSchemeHttp;

        // From http to https of the same host the default port changes with the scheme.
        var samePort = old.Port == now.Port || (old.IsDefaultPort && now.IsDefaultPort);

        if (!isExposed && samePort && HostOf(old) == HostOf(now))
        {
            return null;
        }

        return isExposed
            ? new($"https://{PlaceOf(old)}", $"http://{PlaceOf(now)}")
            : new(PlaceOf(old), PlaceOf(now));
    }

    /// <summary>Gets what keeps edited settings from becoming live: stored values that would go to a place that nobody has
    /// confirmed.</summary>
    /// <param name="live">The live settings of the stage.</param>
    /// <param name="edited">The settings as they are to be.</param>
    /// <param name="known">Older live settings that the edited ones began from: their values are stored ones, too.</param>
    /// <returns>The change, and the values it concerns; <see langword="null"/> if there is nothing to confirm.</returns>
    public static UnconfirmedSecrets? Unconfirmed(
        WebhookStageSettings live, WebhookStageSettings edited, WebhookStageSettings? known = null) =>
        NeedsConfirming(live, edited, known) is { } secrets
        && !secrets.Change.To.Equals(edited.ConfirmedHost, StringComparison.OrdinalIgnoreCase)
            ? secrets
            : null;

    /// <summary>Gets the stored values that a change of the address concerns, whether or not that is confirmed.</summary>
    public static UnconfirmedSecrets? NeedsConfirming(
        WebhookStageSettings live, WebhookStageSettings edited, WebhookStageSettings? known = null) =>
        Between(live.Url, edited.Url) is { } change ? Kept(change, edited, text => Holds(live, text) || Holds(known, text)) : null;

    /// <summary>Whether edited settings still hold a value of those that they began from.</summary>
    public static bool KeepsAny(WebhookStageSettings known, WebhookStageSettings edited) =>
        Kept(new("", ""), edited, text => Holds(known, text)) is not null;

    private static UnconfirmedSecrets? Kept(HostChange change, WebhookStageSettings edited, Func<SealedText?, bool> isStored)
    {
        var secrets = new UnconfirmedSecrets(
            change,
            isStored(edited.Secret) || isStored(edited.Rotation?.Next),
            isStored(edited.Token),
            [.. edited.Headers.Where(header => isStored(header.Value)).Select(header => header.Name)]);

        return secrets is { Secret: false, Token: false, Headers: [] } ? null : secrets;
    }

    // A value that was entered again is sealed anew, and never equal to the stored one.
    private static bool Holds(WebhookStageSettings? stored, SealedText? text) => stored is not null && text is not null
        && (text == stored.Secret || text == stored.Rotation?.Next || text == stored.Token
            || stored.Headers.Any(header => header.Value == text));

    private static string HostOf(Uri uri) => uri.HostNameType is UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;

    private static string PlaceOf(Uri uri) => uri.IsDefaultPort ? HostOf(uri) : $"{HostOf(uri)}:{uri.Port}";
}

/// <summary>Stored values that a change of the host would hand to the new one.</summary>
/// <param name="Change">From where to where.</param>
/// <param name="Secret">Whether the secret is among them.</param>
/// <param name="Token">Whether the bearer token is among them.</param>
/// <param name="Headers">The names of the extra headers whose values are among them.</param>
public sealed record UnconfirmedSecrets(HostChange Change, bool Secret, bool Token, IReadOnlyList<string> Headers)
{
    /// <summary>Gets the words for the values, such as <c>secret and token</c>.</summary>
    public string Words => string.Join(" and ", Parts());

    /// <summary>Gets what is wrong and what to do.</summary>
    public string Message =>
        $"the host changed from {Change.From} to {Change.To}. Enter the {Words} again, "
            + $"or confirm that {Change.To} may have {(IsOne ? "it" : "them")}.";

    /// <summary>Gets the first setting concerned, in the names of the API.</summary>
    internal string Field => Secret ? "secret" : Token ? "token" : "headers";

    private bool IsOne => Parts().Count() == 1 && Headers.Count <= 1;

    private IEnumerable<string> Parts()
    {
        if (Secret)
        {
            yield return "secret";
        }

        if (Token)
        {
            yield return "token";
        }

        if (Headers.Count > 0)
        {
            yield return $"value{(Headers.Count == 1 ? "" : "s")} of {string.Join(", ", Headers)}";
        }
    }
}
