using Microsoft.Extensions.Options;
using WebhookStudio.Domain.Receivers;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries.Addresses;

/// <summary>Recognises the URLs of this application's own test receivers.</summary>
internal sealed class TestReceiverUrls
{
    private readonly string _base = "";
    private readonly (string Host, int Port)? _public;

    public TestReceiverUrls(IOptions<PublicAddressOptions> options)
    {
        if (Uri.TryCreate(options.Value.PublicUrl?.Trim(), UriKind.Absolute, out var url))
        {
            _base = url.AbsolutePath.TrimEnd('/');
            _public = (url.IdnHost, url.Port);
        }
    }

    /// <summary>Whether a URL has the path of a test receiver, and so leads to one if its host is this application.</summary>
    public bool Match(Uri url)
    {
        var path = url.AbsolutePath.AsSpan();

        return IsPublic(url.IdnHost, url.Port)
            ? path.StartsWith(_base, StringComparison.OrdinalIgnoreCase) && TestReceiver.IsPath(path[_base.Length..])
            : TestReceiver.IsPath(path);
    }

    /// <summary>Whether host and port are those of <c>WebhookStudio:PublicUrl</c>.</summary>
    public bool IsPublic(string host, int port) =>
        _public is { } own && own.Port == port && own.Host.Equals(host, StringComparison.OrdinalIgnoreCase);
}
