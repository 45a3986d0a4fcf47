using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Lets a new delivery go out without being looked for: it is opened under a lease of its lane, in the transaction that
/// moves its task, and handed over in memory.</summary>
/// <remarks>Only where the lane would have claimed it at once anyway: there is room, and no order, limit or open circuit to mind.
/// If the process dies in between, the lease is given back at the next start like any other.</remarks>
internal sealed class LaneHandOver(
    WebhookTargets targets, LaneMemories lanes, LiveLeases leases, TimeProvider clock)
{
    /// <summary>Takes a place in the lane of a stage.</summary>
    /// <returns><see langword="null"/> if the delivery has to be claimed in its turn.</returns>
    public HandOver? TryReserve(Project project, StageId stage)
    {
        if (targets.Of(project, stage) is not { RateLimit: null, Ordering: DeliveryOrdering.None } target)
        {
            return null;
        }

        var lane = lanes.Of(target.Key);

        return lane.Circuit.IsOpen || lane.Traffic.Claimed >= target.Concurrency
            ? null
            : new(target, Guid.NewGuid().ToString(), LaneAllowance.LeaseUntil(target, clock.GetUtcNow()));
    }

    /// <summary>Sends a delivery that has been opened under the lease of a place. Call it after the commit.</summary>
    public void Send(HandOver place, WebhookDelivery delivery, byte[] body)
    {
        leases.Add(place.Token);
        lanes.Of(place.Target.Key).Traffic.Send(
            place.Target,
            [
                new(delivery.Id, delivery.TaskId, delivery.ExternalId, Number: 1, delivery.Trigger, TriggeredBy: null,
                    place.Token, body),
            ]);
    }
}

/// <summary>A place in the lane of a stage for one delivery.</summary>
/// <param name="Target">Where it will go.</param>
/// <param name="Token">The fencing token of the lease.</param>
/// <param name="Until">When the lease runs out.</param>
internal sealed record HandOver(WebhookTarget Target, string Token, DateTimeOffset Until);
