using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Tests.Domain.Deliveries;

public class RetryScheduleTests
{
    [Fact]
    public void StandardWebhooks_Delays_AreThoseOfTheSpecification() =>
        Assert.Equal(
            ["00:00:05", "00:05:00", "00:30:00", "02:00:00", "05:00:00", "10:00:00", "14:00:00", "20:00:00", "1.00:00:00"],
            RetrySchedule.StandardWebhooks.Delays.Select(delay => delay.ToString()));

    [Theory]
    [InlineData(1, "00:00:05")]
    [InlineData(2, "00:05:00")]
    [InlineData(9, "1.00:00:00")]
    [InlineData(10, null)]
    [InlineData(int.MaxValue, null)]
    public void WaitAfter_Failures_IsTheDelayAtThatPlace(int failures, string? wait) =>
        Assert.Equal(wait, RetrySchedule.StandardWebhooks.WaitAfter(failures)?.ToString());

    [Fact]
    public void WaitAfter_NoSchedule_IsNothing() => Assert.Null(RetrySchedule.None.WaitAfter(1));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void WaitAfter_NoFailure_IsABug(int failures) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RetrySchedule.StandardWebhooks.WaitAfter(failures));
}
