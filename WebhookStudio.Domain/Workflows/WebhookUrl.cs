namespace WebhookStudio.Domain.Workflows;

/// <summary>The rules for the address of a receiver.</summary>
public static class WebhookUrl
{
    /// <summary>The longest address, in characters.</summary>
    public const int MaxLength = 2000;

    /// <summary>Says what is wrong with an address, or <see langword="null"/> if nothing is.</summary>
    public static string? Problem(string url)
    {
        if (string.IsNullOrWhiteSpace(url))
        {
            return "add a URL.";
        }

        if (url.Length > MaxLength)
        {
            return $"the address is longer than {MaxLength} characters.";
        }

        if (!url.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            && !url.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            return "the address needs http:// or https:// in front.";
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.IdnHost.Length == 0)
        {
            return "the address is not a URL. Write it like https://example.com/hook.";
        }

        return uri switch
        {
            { UserInfo.Length: > 0 } => "leave out the user name and password before the @; use a secret or a bearer token.",
            { Fragment.Length: > 0 } => "leave out the part from # on; it is never sent.",
            { Port: 0 } => "port 0 cannot be called.",
            _ => null,
        };
    }

    /// <summary>Gets host and path of an address for display: never the query, which may hold secrets.</summary>
    public static string Display(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) ? $"{uri.Authority}{uri.AbsolutePath}".TrimEnd('/') : url;
}
