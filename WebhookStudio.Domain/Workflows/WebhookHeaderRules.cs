namespace WebhookStudio.Domain.Workflows;

/// <summary>The rules for the extra headers of a Webhook stage.</summary>
public static class WebhookHeaderRules
{
    /// <summary>How many extra headers a stage can have.</summary>
    public const int MaxCount = 20;

    /// <summary>The longest name, in characters.</summary>
    public const int MaxNameLength = 100;

    /// <summary>The longest value, in characters.</summary>
    public const int MaxValueLength = 2000;

    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Connection", "Content-Encoding", "Content-Length", "Content-Type", "Expect", "Host",
        "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "User-Agent", "X-Hub-Signature",
        "X-Hub-Signature-256", "X-Hub-Signature-Alt",
    };

    /// <summary>Says what is wrong with a header's name, or <see langword="null"/> if nothing is.</summary>
    public static string? NameProblem(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return "give the header a name.";
        }

        if (name.Length > MaxNameLength || !name.All(IsTokenCharacter))
        {
            return $"'{name}' is not a header name. Use letters, digits and hyphens, at most {MaxNameLength}.";
        }

        return IsReserved(name) ? $"{name} is set by the webhook itself. Choose another name." : null;
    }

    /// <summary>Says what is wrong with a header's value, or <see langword="null"/> if nothing is.</summary>
    public static string? ValueProblem(string value)
    {
        if (value.Length is 0 or > MaxValueLength)
        {
            return $"a header's value has 1 to {MaxValueLength} characters.";
        }

        return value.All(c => c is >= ' ' and <= '~') ? null : "a header's value has no line breaks and only ASCII characters.";
    }

    private static bool IsReserved(string name) =>
        Reserved.Contains(name)
        || name.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("proxy-", StringComparison.OrdinalIgnoreCase);

    private static bool IsTokenCharacter(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal);
}
