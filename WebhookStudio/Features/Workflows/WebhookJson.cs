using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Workflows;

/// <summary>The properties of a Webhook stage in the <c>stages</c> array.</summary>
/// <remarks>
/// Secret, token and the values of headers can be written and never read: answers hold <c>hasSecret</c>, <c>hasToken</c>,
/// and each header's name with <c>null</c>. A stage that sends the <c>null</c> of a header back keeps the stored value.
/// </remarks>
internal static class WebhookJson
{
    private const int MaxSecretLength = 1000;

    public static string[] Names { get; } =
    [
        "url", "secret", "hasSecret", "enabled", "authType", "token", "hasToken", "headers", "successCodes",
        "automaticRetry", "timeoutMs", "concurrency", .. SendingRulesJson.Names,
    ];

    public static void Write(WebhookStageSettings settings, JsonObject json)
    {
        json["url"] = settings.Url;
        json["hasSecret"] = settings.Secret is not null;
        json["enabled"] = settings.Enabled;
        json["authType"] = AuthName(settings.Auth);
        json["hasToken"] = settings.Token is not null;
        json["headers"] = new JsonObject(settings.Headers.Select(
            header => KeyValuePair.Create(header.Name, (JsonNode?)null)));
        json["successCodes"] = settings.SuccessCodes is SuccessCodes.Any2xx ? "2xx" : "200";
        json["automaticRetry"] = settings.AutomaticRetry;
        json["timeoutMs"] = Milliseconds(settings.Timeout);
        json["concurrency"] = settings.Concurrency;
        SendingRulesJson.Write(settings, json);
    }

    /// <summary>Reads the settings. What is left out keeps its value before, or the default.</summary>
    public static WebhookStageSettings Read(
        JsonFields fields, WebhookStageSettings? before, ISecretProtector protector)
    {
        before ??= new();
        var secret = ReadSealed(fields, "secret", before.Secret, protector);
        var token = ReadSealed(fields, "token", before.Token, protector);

        return SendingRulesJson.Read(fields, before) with
        {
            Url = fields.Text("url")?.Trim() ?? before.Url,
            Enabled = fields.Flag("enabled") ?? before.Enabled,
            Secret = secret,
            Token = token,
            Auth = ReadAuth(fields, before, secret, token),
            Headers = ReadHeaders(fields, before.Headers, protector),
            SuccessCodes = ReadSuccessCodes(fields, before.SuccessCodes),
            AutomaticRetry = fields.Flag("automaticRetry") ?? before.AutomaticRetry,
            Timeout = ReadTimeout(fields) ?? before.Timeout,
            Concurrency = fields.WholeNumber("concurrency", 1, WebhookStageSettings.MaxConcurrency) ?? before.Concurrency,
        };
    }

    private static TimeSpan? ReadTimeout(JsonFields fields)
    {
        var (least, most) = (Milliseconds(WebhookStageSettings.MinTimeout), Milliseconds(WebhookStageSettings.MaxTimeout));

        return fields.WholeNumber("timeoutMs", least, most) is { } milliseconds
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;
    }

    private static SealedText? ReadSealed(
        JsonFields fields, string name, SealedText? before, ISecretProtector protector)
    {
        if (!fields.Has(name))
        {
            return before;
        }

        return fields.Text(name) switch
        {
            null or "" => null,
            { Length: > MaxSecretLength } => throw fields.Refuse($"{name} is longer than {MaxSecretLength} characters."),
            { } text when name == "token" && WebhookHeaderRules.ValueProblem(text) is not null =>
                throw fields.Refuse("token may hold printable ASCII characters only: it becomes part of a header."),
            { } text => protector.Seal(text),
        };
    }

    private static WebhookAuth ReadAuth(
        JsonFields fields, WebhookStageSettings before, SealedText? secret, SealedText? token) => fields.Text("authType") switch
        {
            "none" => WebhookAuth.None,
            "secret" => WebhookAuth.Secret,
            "bearer" => WebhookAuth.Bearer,
            { } other => throw fields.Refuse($"authType '{other}' is not known; use 'none', 'secret' or 'bearer'."),
            null when fields.Has("secret") && secret is not null => WebhookAuth.Secret,
            null when fields.Has("token") && token is not null => WebhookAuth.Bearer,
            null when before.Auth is WebhookAuth.Secret && secret is null => WebhookAuth.None,
            null when before.Auth is WebhookAuth.Bearer && token is null => WebhookAuth.None,
            null => before.Auth,
        };

    private static SuccessCodes ReadSuccessCodes(JsonFields fields, SuccessCodes before) => fields.Find("successCodes") switch
    {
        null => before,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var code) && code == 200 => SuccessCodes.Only200,
        { ValueKind: JsonValueKind.String } text when text.ValueEquals("200") => SuccessCodes.Only200,
        { ValueKind: JsonValueKind.String } text when text.ValueEquals("2xx") => SuccessCodes.Any2xx,
        { } other => throw fields.Refuse($"successCodes {other.GetRawText()} is not known; use 200 or \"2xx\"."),
    };

    private static ImmutableArray<WebhookHeader> ReadHeaders(
        JsonFields fields, ImmutableArray<WebhookHeader> before, ISecretProtector protector)
    {
        if (fields.Object("headers") is not { } headers)
        {
            return before;
        }

        if (headers.Names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < headers.Names.Count)
        {
            throw headers.Refuse("a header is named twice. Leave one out.");
        }

        return headers.Names.Count <= WebhookHeaderRules.MaxCount
            ? [.. headers.Names.Select(name => ReadHeader(headers, name, before, protector))]
            : throw headers.Refuse($"a stage has at most {WebhookHeaderRules.MaxCount} extra headers.");
    }

    private static WebhookHeader ReadHeader(
        JsonFields headers, string name, ImmutableArray<WebhookHeader> before, ISecretProtector protector)
    {
        if (WebhookHeaderRules.NameProblem(name) is { } problem)
        {
            throw headers.Refuse(problem);
        }

        if (headers.Text(name) is { } value)
        {
            return WebhookHeaderRules.ValueProblem(value) is { } wrong
                ? throw headers.Refuse($"'{name}': {wrong}")
                : new(name, protector.Seal(value));
        }

        return before.FirstOrDefault(header => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw headers.Refuse($"the header '{name}' is new and needs a value; null keeps the value of an old one.");
    }

    private static int Milliseconds(TimeSpan time) => (int)time.TotalMilliseconds;

    private static string AuthName(WebhookAuth auth) => auth switch
    {
        WebhookAuth.Secret => "secret",
        WebhookAuth.Bearer => "bearer",
        _ => "none",
    };
}
