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

        if (url.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            return "the address has a space or a control character in it. Write a space as %20.";
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
            _ when HasUserInfo(url) => "leave out the user name and password before the @; use a secret or a bearer token.",
            { Fragment.Length: > 0 } => "leave out the part from # on; it is never sent.",
            { Port: 0 } => "port 0 cannot be called.",
            _ => null,
        };
    }

    /// <summary>Gets host and path of an address for display: never the query, which may hold secrets.</summary>
    public static string Display(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
            ? $"{uri.Authority}{uri.AbsolutePath}".TrimEnd('/')
            : url.Split('?', '#')[0];

    /// <summary>Whether an @ stands before the host, even with nothing in front of it.</summary>
    private static bool HasUserInfo(string url)
    {
        var authority = url.AsSpan(url.IndexOf("//", StringComparison.Ordinal) + 2);
        var end = authority.IndexOfAny('/', '?', '#');

        return authority[..(end < 0 ? authority.Length : end)].Contains('@');
    }
}
