using System.Net;

namespace WebhookStudio.Domain.Workflows;

/// <summary>The rules for the address of a receiver.</summary>
public static class WebhookUrl
{
    /// <summary>The longest address, in characters.</summary>
    public const int MaxLength = 2000;

    private const string Localhost = "localhost";

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

        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !HasHost(uri))
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
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            ? $"{uri.Authority}{uri.AbsolutePath}".TrimEnd('/')
            : url.Split('?', '#')[0];

    /// <summary>Gets scheme and host of an address for those who may not manage: path and query, which may hold secrets, are
    /// hidden, and it says so.</summary>
    public static string WithoutPath(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !uri.Scheme.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            return url.Length == 0 ? "" : "address hidden";
        }

        var host = $"{uri.Scheme}://{uri.Authority}";

        return uri.PathAndQuery is "/" ? host : $"{host}, path hidden";
    }

    /// <summary>Gets the address that a URL names without the help of a name server;
    /// <see langword="null"/> if its host is a name.</summary>
    /// <remarks>
    /// In whatever spelling: <c>0x7f.1</c>, <c>2130706433</c>, full-width digits, a dot at the end. <c>localhost</c> and the
    /// names below it are loopback by definition.
    /// </remarks>
    public static IPAddress? LiteralAddress(Uri url)
    {
        var host = url.IdnHost.TrimEnd('.');

        return host.Equals(Localhost, StringComparison.OrdinalIgnoreCase)
            || host.EndsWith("." + Localhost, StringComparison.OrdinalIgnoreCase)
                ? IPAddress.Loopback
                : IPAddress.TryParse(host, out var address) ? address : null;
    }

    /// <summary>Gets the host that is really called, if it is spelled otherwise than it was typed: <c>bücher.example</c> is
    /// <c>xn--bcher-kva.example</c>, and <c>0x7f.1</c> is <c>127.0.0.1</c>.</summary>
    public static string? CalledHost(string url)
    {
        if (Problem(url) is not null)
        {
            return null;
        }

        var called = new Uri(url).IdnHost;

        return called.AsSpan().Equals(TypedHost(url), StringComparison.OrdinalIgnoreCase) ? null : called;
    }

    private static ReadOnlySpan<char> TypedHost(string url)
    {
        var authority = Authority(url);

        if (authority is ['[', ..] && authority.IndexOf(']') is > 0 and var bracket)
        {
            return authority[1..bracket];
        }

        var end = authority.IndexOfAny(':', '\\');

        return end < 0 ? authority : authority[..end];
    }

    private static ReadOnlySpan<char> Authority(string url)
    {
        var authority = url.AsSpan(url.IndexOf("//", StringComparison.Ordinal) + 2);
        var end = authority.IndexOfAny('/', '?', '#');

        return end < 0 ? authority : authority[..end];
    }

    private static bool HasHost(Uri uri)
    {
        try
        {
            return uri.IdnHost.Length > 0;
        }
        catch (UriFormatException)
        {
            // Some names are no names once they are written in ASCII.
            return false;
        }
    }

    /// <summary>Whether an @ stands before the host, even with nothing in front of it.</summary>
    private static bool HasUserInfo(string url) => Authority(url).Contains('@');
}
