namespace WebhookStudio.Domain.Workflows;

/// <summary>The rules for the extra headers of a Webhook stage.</summary>
public static class WebhookHeaders
{
    /// <summary>How many extra headers a stage may have.</summary>
    public const int MaxCount = 20;

    /// <summary>The longest value, in characters.</summary>
    public const int MaxValueLength = 4000;

    private const int MaxNameLength = 100;

    /// <summary>What every request carries by itself, and what belongs to the connection.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Length", "Content-Type", "Date", "Expect", "Host", "Keep-Alive", "Proxy-Authorization",
        "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "User-Agent", "webhook-id",
        "webhook-timestamp", "webhook-signature", "X-Hub-Signature", "X-Hub-Signature-256",
    };

    /// <summary>Says what is wrong with the name of a header, or <see langword="null"/> if nothing is.</summary>
    public static string? NameProblem(string name)
    {
        if (name.Length is 0 or > MaxNameLength || !name.All(IsTokenCharacter))
        {
            return $"'{name}' is not the name of a header. Use 1 to {MaxNameLength} letters, digits and hyphens.";
        }

        return Reserved.Contains(name) ? $"the header '{name}' is set by WebhookStudio itself. Choose another name." : null;
    }

    /// <summary>Says what is wrong with the value of a header, or <see langword="null"/> if nothing is.</summary>
    public static string? ValueProblem(string name, string value)
    {
        if (value.Length > MaxValueLength)
        {
            return $"the value of the header '{name}' is longer than {MaxValueLength} characters.";
        }

        return value.All(c => c is >= ' ' and <= '~' or '\t')
            ? null
            : $"the value of the header '{name}' may hold printable ASCII characters only.";
    }

    private static bool IsTokenCharacter(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c);
}
