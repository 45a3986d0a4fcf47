using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries.Addresses;

/// <inheritdoc />
internal sealed class ReceiverUrls(ReceiverPolicy policy, BoundAddresses bound, TestReceiverUrls own) : IReceiverUrls
{
    public string? Refusal(string url)
    {
        if (WebhookUrl.Problem(url) is not null)
        {
            return null;
        }

        var uri = new Uri(url);

        if (WebhookUrl.LiteralAddress(uri) is not { } address || policy.Current.Check(address) is not { IsAllowed: false } refused)
        {
            return null;
        }

        var isOwn = own.Match(uri)
            && (bound.Include(address, uri.Port)
                || (own.IsPublic(uri.IdnHost, uri.Port) && refused.Tier is AddressTier.Private));

        return isOwn ? null : $"{refused.Message}.";
    }
}
