using System.Net;

namespace WebhookStudio.Features.Deliveries.Sending;

/// <summary>The making of a connection: what has been done by when. A time of 0 means that it has not happened.</summary>
/// <param name="began">When the addresses of the host were asked for.</param>
/// <param name="isSecure">Whether the connection is to be encrypted.</param>
internal sealed class Dial(long began, bool isSecure)
{
    private IPEndPoint? _remote;

    public long Began { get; } = began;

    public bool IsSecure { get; } = isSecure;

    /// <summary>Gets or sets when the addresses were known.</summary>
    public long Resolved { get; set; }

    /// <summary>Gets or sets when an address had accepted the connection.</summary>
    public long Connected { get; set; }

    /// <summary>Gets or sets when the encryption was agreed on.</summary>
    public long Secured { get; set; }

    /// <summary>Gets the address and port dialled last.</summary>
    public string? RemoteAddress { get; private set; }

    /// <summary>Gets or sets the address and port dialled last.</summary>
    public IPEndPoint? Remote
    {
        get => _remote;
        set
        {
            _remote = value;
            RemoteAddress = value?.ToString();
        }
    }
}
