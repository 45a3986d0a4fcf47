using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.Domain.Deliveries;

public class RetryPolicyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 2, 6, 12, 0, 0, TimeSpan.Zero);

    private static readonly RetryPolicy Policy = new(new([TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(5)]));

    [Theory]
    [InlineData(0.0, 8.0)]
    [InlineData(0.5, 10.0)]
    [InlineData(0.999999, 12.0)]
    public void Next_Random_SpreadsTheWaitByAFifth(double random, double seconds)
    {
        var next = Policy.Next(Failed(503), failures: 1, random)!;

        Assert.Equal(seconds, next.Wait.TotalSeconds, 3);
        Assert.Null(next.AskedSeconds);
    }

    [Theory]
    [InlineData(120, 120.0, 120)]
    [InlineData(3, 10.0, null)]
    [InlineData(0, 10.0, null)]
    [InlineData(int.MaxValue, 86_400.0, 86_400)]
    public void Next_ReceiverAsks_WaitsTheLongerUpToADay(int asked, double seconds, int? because)
    {
        var next = Policy.Next(Failed(429) with { RetryAfterSeconds = asked }, failures: 1, random: 0.5)!;

        Assert.Equal(seconds, next.Wait.TotalSeconds, 3);
        Assert.Equal(because, next.AskedSeconds);
    }

    [Fact]
    public void Next_ReceiverAsksAfterTheLastRetry_AddsNone() =>
        Assert.Null(Policy.Next(Failed(503) with { RetryAfterSeconds = 5 }, failures: 3, random: 0));

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(201)]
    public void Next_LastWord_IsNotRepeated(int status) =>
        Assert.Null(Policy.Next(Failed(status) with { RetryAfterSeconds = 5 }, failures: 1, random: 0));

    [Fact]
    public void Next_AnyInput_StaysWithinItsBounds()
    {
        var random = new Random(20260206);

        for (var round = 0; round < 5_000; round++)
        {
            var asked = random.Next(3) == 0 ? random.Next(-10, int.MaxValue) : (int?)null;
            var failures = random.Next(1, 5);
            var next = Policy.Next(Failed(503) with { RetryAfterSeconds = asked }, failures, random.NextDouble());

            Assert.Equal(failures <= 2, next is not null);
            var planned = failures <= 2 ? Policy.Schedule.Delays[failures - 1] : TimeSpan.Zero;
            var longest = TimeSpan.FromSeconds(Math.Clamp(asked ?? 0, 0, 86_400));
            Assert.True(next is null || next.Wait >= planned * 0.8);
            Assert.True(next is null || next.Wait >= longest);
            Assert.True(next is null || next.Wait <= (planned * 1.2 > longest ? planned * 1.2 : longest));
        }
    }

    internal static DeliveryAttempt Failed(int status) => Attempt(AttemptOutcome.Answered, status);

    internal static DeliveryAttempt Attempt(AttemptOutcome outcome, int? status = null) => new()
    {
        Id = Id<DeliveryAttempt>.New(Noon),
        DeliveryId = Id<WebhookDelivery>.New(Noon),
        ProjectId = Id<Project>.New(Noon),
        TaskId = Id<LabelTask>.New(Noon),
        StageId = new StageId("Hook"),
        StageName = "Webhook",
        ExternalId = "task5.png",
        Number = 1,
        Trigger = AttemptTrigger.Auto,
        StartedAt = Noon,
        DurationMs = 1000,
        Outcome = outcome,
        StatusCode = status,
        Accepted = outcome is AttemptOutcome.Answered && status == 200,
        Url = "https://ml.bakery.example/hook",
    };
}
