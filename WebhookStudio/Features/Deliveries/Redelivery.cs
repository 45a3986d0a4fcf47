using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <inheritdoc />
internal sealed partial class Redelivery(
    RedeliveryLedger ledger,
    OutOfTurnSender sender,
    LiveLeases leases,
    ILaneWakeups wakeups,
    IProjectFeed feed,
    TimeProvider clock,
    ILogger<Redelivery> logger) : IRedelivery
{
    public async Task<DeliveryAttempt> SendAsync(RedeliveryRequest request, CancellationToken cancellationToken)
    {
        var target = await ledger.FindAsync(request, cancellationToken);
        using var place = sender.Take();
        var token = Guid.NewGuid().ToString();
        leases.Add(token);

        try
        {
            var claimed = await ledger.ClaimAsync(request, target, token, cancellationToken);
            feed.Publish(request.Project);

            // From here on it is under way: whoever asked may leave, the record is written all the same.
            var attempt = await sender.SendAsync(target, claimed.Delivery);
            attempt = request.Body is RedeliveryBody.Current ? WithBody(attempt, claimed.Delivery.Body) : attempt;

            foreach (var entered in await SettleAsync(target, claimed, attempt))
            {
                wakeups.Wake(new(request.Project, entered));
            }

            // In a strict order others may have waited for this one.
            wakeups.Wake(target.Key);

            feed.Publish(request.Project);

            return attempt;
        }
        finally
        {
            leases.Release(token);
        }
    }

    private Task<IReadOnlySet<StageId>> SettleAsync(
        WebhookTarget target, ClaimedRedelivery claimed, DeliveryAttempt attempt) => WriteWhenPossible.RunAsync(
            () => ledger.SettleAsync(target, claimed, attempt),
            failure => Log.NotSettled(logger, attempt.DeliveryId.Value, failure),
            clock);

    /// <summary>Keeps the bytes sent with the attempt: they are not those stored with the delivery.</summary>
    internal static DeliveryAttempt WithBody(DeliveryAttempt attempt, byte[] body) => attempt with
    {
        Exchange = (attempt.Exchange ?? new() { AttemptId = attempt.Id }) with { RequestBody = body },
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The redelivery of {DeliveryId} could not be written down yet; trying again.")]
        public static partial void NotSettled(ILogger logger, string deliveryId, Exception exception);
    }
}
