using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Tests.TestKit;

/// <summary>No address policy, for tests of other things.</summary>
public sealed class EveryUrl : IReceiverUrls
{
    public string? Refusal(string url) => null;
}
