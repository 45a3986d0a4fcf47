using System.Net;

namespace WebhookStudio.Domain.Deliveries;

/// <summary>Addresses of which the policy says the same.</summary>
/// <param name="Network">The addresses.</param>
/// <param name="Tier">Whether a configuration can allow them.</param>
/// <param name="Rule">The name of the rule.</param>
/// <param name="Words">What they are; the end of a sentence that begins with "10.0.0.5 is".</param>
internal sealed record AddressRange(IPNetwork Network, AddressTier Tier, string Rule, string Words)
{
    public static AddressRange Never(string network, string rule, string words) =>
        new(IPNetwork.Parse(network), AddressTier.Never, rule, words.Replace("{}", network, StringComparison.Ordinal));

    public static AddressRange Private(string network, string rule, string words) =>
        new(IPNetwork.Parse(network), AddressTier.Private, rule, words.Replace("{}", network, StringComparison.Ordinal));
}
