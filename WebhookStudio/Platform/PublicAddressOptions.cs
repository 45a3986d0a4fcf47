namespace WebhookStudio.Platform;

/// <summary>Under which address others reach this server.</summary>
internal sealed class PublicAddressOptions
{
    public const string SectionName = "WebhookStudio";

    /// <summary>Gets or sets the address in front of every link that leaves the server, such as
    /// <c>https://studio.bakery.example</c>; empty means the first address the server listens on.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Whether the address is empty, or http or https without user name, query and fragment.</summary>
    public static bool IsValid(PublicAddressOptions options) =>
        string.IsNullOrWhiteSpace(options.PublicUrl)
        || (Uri.TryCreate(options.PublicUrl.Trim(), UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && uri is { UserInfo: "", Query: "", Fragment: "", IdnHost.Length: > 0 });
}
