namespace WebhookStudio.Platform;

/// <summary>Knows under which address this server is reached.</summary>
public interface IPublicAddress
{
    /// <summary>Gets the address without a slash at the end: <c>WebhookStudio:PublicUrl</c> if set, else the first
    /// address the server listens on.</summary>
    string BaseUrl { get; }
}
