using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Features.Deliveries.Sending;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Sends what a person waits for, outside the lanes: tests and redeliveries. A few at once; a loop of them must not get
/// round the limits of the stages.</summary>
internal sealed class OutOfTurnSender(IWebhookSender sender, AnswerMemory memory, IHostApplicationLifetime lifetime)
    : IDisposable
{
    /// <summary>How many may be under way at once in the whole application.</summary>
    public const int Most = 16;

    private readonly SemaphoreSlim _places = new(Most, Most);

    /// <summary>Takes a place; disposing it gives it back.</summary>
    /// <exception cref="DomainRuleException">All are taken.</exception>
    public IDisposable Take() => _places.Wait(0)
        ? new Place(_places)
        : throw new DomainRuleException(
            "send.busy", $"{Most} tests and redeliveries are under way already. Wait for one to end, or re-run the stage.");

    /// <summary>Sends once. Whoever asked may leave meanwhile; the shutdown of the application interrupts it.</summary>
    public async Task<DeliveryAttempt> SendAsync(WebhookTarget target, ClaimedDelivery delivery)
    {
        var attempt = await sender.SendAsync(target, delivery, lifetime.ApplicationStopping);

        // Written down on different ways, and few enough to need no budget until then.
        memory.Release(attempt);

        return attempt;
    }

    public void Dispose() => _places.Dispose();

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
