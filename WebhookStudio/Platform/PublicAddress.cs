using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace WebhookStudio.Platform;

/// <inheritdoc cref="IPublicAddress" />
internal sealed class PublicAddress(IOptions<PublicAddressOptions> options, IServer server) : IPublicAddress
{
    /// <summary>What is said while the server listens nowhere: before its start, and in test hosts.</summary>
    private const string Unbound = "http://localhost";

    public string BaseUrl => string.IsNullOrWhiteSpace(options.Value.PublicUrl)
        ? FirstListened()
        : options.Value.PublicUrl.Trim().TrimEnd('/');

    private string FirstListened() =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses.Select(Reachable).FirstOrDefault(a => a is not null)
            ?? Unbound;

    /// <summary>Turns "every interface" into one that can be called from here.</summary>
    private static string? Reachable(string listened)
    {
        var address = BindingAddress.Parse(listened);

        if (address.IsUnixPipe || address.IsNamedPipe)
        {
            return null;
        }

        var host = address.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "127.0.0.1" : address.Host;
        var isDefault = (address.Scheme, address.Port) is ("http", 80) or ("https", 443);

        return $"{address.Scheme}://{host}{(isDefault ? "" : $":{address.Port}")}{address.PathBase}";
    }
}
