using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace WebhookStudio.Domain.Deliveries;

/// <summary>A list of networks as an administrator writes it:
/// <c>10.1.0.0/16, 192.168.1.7, fd12:3456::/48</c>, or <c>none</c>.</summary>
public static class NetworkList
{
    /// <summary>The word for an empty list.</summary>
    public const string None = "none";

    private const string HowTo =
        "Write networks like 10.1.0.0/16 or single addresses like 192.168.1.7, with commas between them, or none.";

    /// <summary>Reads a list. Strict, because a list that is understood otherwise than it was meant opens a network.</summary>
    /// <param name="text">The list.</param>
    /// <param name="networks">The networks; a single address is a network of one.</param>
    /// <param name="problem">Which part is wrong and how to write it.</param>
    public static bool TryParse(
        string text, out ImmutableArray<IPNetwork> networks, [NotNullWhen(false)] out string? problem)
    {
        networks = [];
        problem = null;

        if (text.Trim().Equals(None, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            problem = Problem(part, out var network);

            if (problem is not null)
            {
                networks = [];

                return false;
            }

            networks = networks.Add(network);
        }

        return true;
    }

    private static string? Problem(string part, out IPNetwork network)
    {
        network = default;

        if (part.Length == 0)
        {
            return $"there is nothing between two commas, or after the last. {HowTo}";
        }

        if (part.Equals(None, StringComparison.OrdinalIgnoreCase))
        {
            return "'none' stands alone. Leave it out, or leave the networks out.";
        }

        return TryRead(part, out network) ? Useless(part, network) : $"'{part}' is no network. {HowTo}";
    }

    private static bool TryRead(string part, out IPNetwork network)
    {
        network = default;
        var slash = part.IndexOf('/', StringComparison.Ordinal);

        if (!TryReadAddress(slash < 0 ? part : part[..slash], out var address))
        {
            return false;
        }

        var most = address.AddressFamily is AddressFamily.InterNetwork ? 32 : 128;
        var length = most;

        if (slash >= 0 && !TryReadLength(part.AsSpan(slash + 1), most, out length))
        {
            return false;
        }

        network = new(address, length);

        return true;
    }

    /// <summary>Reads the usual spelling only: 010.0.0.0 is 8.0.0.0 to some readers, and 10 is 0.0.0.10.</summary>
    private static bool TryReadAddress(string text, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address)
        && (address.AddressFamily is AddressFamily.InterNetwork
            ? address.ToString() == text
            : address.ScopeId == 0 && !text.Contains('['));

    private static bool TryReadLength(ReadOnlySpan<char> text, int most, out int length)
    {
        length = 0;

        return text.Length is >= 1 and <= 3
            && text.IndexOfAnyExceptInRange('0', '9') < 0
            && int.TryParse(text, null, out length)
            && length <= most;
    }

    private static string? Useless(string part, IPNetwork network)
    {
        var address = network.BaseAddress;

        if (EmbeddedAddress.Unwrap(address).AddressFamily != address.AddressFamily)
        {
            return $"'{part}' holds IPv4 addresses. Write the network as IPv4, such as {EmbeddedAddress.Unwrap(address)}.";
        }

        // A slip like 10.1.2.3/8 would open far more than was meant.
        if (part.Contains('/') && !IPAddress.Parse(part.AsSpan(0, part.IndexOf('/', StringComparison.Ordinal))).Equals(address))
        {
            return $"'{part}' names an address within a network. Write the network as {network}.";
        }

        return AddressRanges.Closing(network) is { } range
            ? $"'{part}' is {range.Words}, and no setting opens it. Leave it out."
            : null;
    }
}
