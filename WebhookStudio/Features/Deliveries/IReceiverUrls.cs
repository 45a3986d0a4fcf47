namespace WebhookStudio.Features.Deliveries;

/// <summary>Knows which URLs the address policy refuses before anything is sent.</summary>
public interface IReceiverUrls
{
    /// <summary>Says why a URL cannot be called, in a sentence; <see langword="null"/> if nothing speaks against it.</summary>
    /// <remarks>Only URLs that name an address are judged. A name can have another address by the time it is called, and is
    /// checked then.</remarks>
    string? Refusal(string url);
}
