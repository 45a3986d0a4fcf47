namespace WebhookStudio.Features.Access;

/// <summary>Claims beyond the usual ones.</summary>
public static class StudioClaims
{
    /// <summary>What the person is called on screens.</summary>
    public const string DisplayName = "studio:name";
}
