using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Asks for due deliveries of a stage.</summary>
/// <param name="Token">The fencing token of the lease.</param>
/// <param name="Most">How many at most.</param>
/// <param name="Until">When the lease runs out.</param>
/// <param name="Ordering">In which order they may be sent.</param>
internal sealed record ClaimRequest(string Token, int Most, DateTimeOffset Until, DeliveryOrdering Ordering);

/// <summary>What a lane writes down in one transaction.</summary>
/// <param name="Ended">Attempts that have ended.</param>
/// <param name="HandedBack">Deliveries that were claimed and will not be sent now.</param>
/// <param name="Circuit">The stage's circuit, if it has changed.</param>
/// <param name="Ask">Says what to claim, now that the live settings are known; <see langword="null"/> for nothing.</param>
internal sealed record LaneTurn(
    IReadOnlyList<EndedAttempt> Ended,
    IReadOnlyList<ClaimedDelivery> HandedBack,
    StageCircuit? Circuit,
    Func<WebhookTarget, ClaimRequest?> Ask)
{
    /// <summary>Gets when failed attempts are repeated, if it is not as the live settings say.</summary>
    public RetryPolicy? Retries { get; init; }
}

/// <summary>What came of a turn.</summary>
/// <param name="Target">The live settings; <see langword="null"/> if the stage is off or gone.</param>
/// <param name="Claimed">What the lane has to send now.</param>
/// <param name="Entered">The Webhook stages that tasks have entered.</param>
/// <param name="NextDue">When the stage's next retry is due, as far as it is known and nothing is due now.</param>
internal sealed record TurnResult(
    WebhookTarget? Target,
    IReadOnlyList<ClaimedDelivery> Claimed,
    IReadOnlySet<StageId> Entered,
    DateTimeOffset? NextDue);
