using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.Domain.Deliveries;

public class DeliverySettlementTests
{
    private static readonly RetryPolicy Keep = new(new([TimeSpan.FromSeconds(10)])) { Jitter = 0 };

    private static readonly RetryPolicy Fail = Keep with { OnExhausted = ExhaustedRule.Fail };

    [Fact]
    public void After_Accepted_IsDelivered() =>
        Assert.Equal(DeliveryStatus.Delivered, After(RetryPolicyTests.Failed(200), 0, Keep).Status);

    [Fact]
    public void After_TransientFailure_RetriesFromTheEndOfTheAttempt()
    {
        var attempt = RetryPolicyTests.Failed(503);
        var settlement = After(attempt, 0, Keep);

        Assert.Equal(
            (DeliveryStatus.Retrying, AttemptTrigger.Retry, 1, attempt.StartedAt.AddSeconds(11)),
            (settlement.Status, settlement.Trigger, settlement.Failures, settlement.DueAt));
    }

    [Fact]
    public void After_ScheduleUsedUp_IsHeldOrLeavesAsTheStageSays()
    {
        Assert.Equal(DeliveryStatus.Held, After(RetryPolicyTests.Failed(503), 1, Keep).Status);
        Assert.Equal(DeliveryStatus.Failed, After(RetryPolicyTests.Failed(503), 1, Fail).Status);
        Assert.Equal(DeliveryStatus.Failed, After(RetryPolicyTests.Failed(410), 0, Fail).Status);
    }

    [Fact]
    public void After_NothingCouldBeSent_WaitsForTheSetupWhateverTheStageSays() =>
        Assert.Equal(DeliveryStatus.Held, After(RetryPolicyTests.Attempt(AttemptOutcome.NeedsSetup), 0, Fail).Status);

    [Theory]
    [InlineData(AttemptOutcome.Interrupted)]
    [InlineData(AttemptOutcome.Unknown)]
    public void After_NobodyKnowsWhetherItArrived_GoesOutAgainAndKeepsItsRetries(AttemptOutcome outcome)
    {
        var settlement = After(RetryPolicyTests.Attempt(outcome), 1, Fail);

        Assert.Equal((DeliveryStatus.Pending, 1), (settlement.Status, settlement.Failures));
        Assert.NotNull(settlement.DueAt);
    }

    private static DeliverySettlement After(DeliveryAttempt attempt, int failures, RetryPolicy retries) =>
        DeliverySettlement.After(attempt, failures, retries, random: 0.5);
}
