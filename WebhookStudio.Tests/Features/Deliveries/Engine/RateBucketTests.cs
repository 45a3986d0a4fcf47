using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Tests.Features.Deliveries.Engine;

public class RateBucketTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Available_NoLimit_IsUnbounded() => Assert.Equal(int.MaxValue, new RateBucket(_clock).Available(null));

    [Theory]
    [InlineData(0.5)]
    [InlineData(3)]
    [InlineData(50)]
    [InlineData(1000)]
    public void Available_TakenAsOffered_GivesTheRateAndATenthOfASecondMore(double rate)
    {
        var bucket = new RateBucket(_clock);
        var sent = 0;

        for (var tick = 0; tick <= 10_000; tick++)
        {
            var now = bucket.Available(rate);
            bucket.Take(now);
            sent += now;
            _clock.Advance(TimeSpan.FromMilliseconds(2));
        }

        Assert.InRange(sent, (int)(20 * rate) - 1, (20 * rate) + Math.Max(1, rate / 10) + 1);
    }

    [Fact]
    public void UntilNext_NothingLeft_IsTheTimeOfOneDelivery()
    {
        var bucket = new RateBucket(_clock);
        bucket.Take(bucket.Available(0.5));

        Assert.Equal(2, bucket.UntilNext()!.Value.TotalSeconds, 3);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, bucket.Available(0.5));
    }
}
