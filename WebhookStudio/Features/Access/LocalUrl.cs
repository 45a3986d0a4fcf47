namespace WebhookStudio.Features.Access;

/// <summary>Keeps redirects after sign-in on this site.</summary>
public static class LocalUrl
{
    /// <summary>The address when it is a path of this site, else the first page.</summary>
    public static string OrHome(string? url) => IsLocal(url) ? url! : "/";

    private static bool IsLocal(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl);
}
