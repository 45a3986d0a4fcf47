using WebhookStudio.Domain;
using WebhookStudio.Domain.Alerts;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.Domain.Alerts;

/// <summary>What is told of a stage that fails, goes on failing, and recovers.</summary>
public class StageAlarmTests
{
    private static readonly DateTimeOffset Start = new(2026, 2, 6, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Failing_LongEnough_IsToldOnceAndOnceMore()
    {
        var alarm = Alarm();

        Assert.Null(Look(alarm, true, 0));
        Assert.Null(Look(alarm, true, 0.9));
        Assert.Equal(AlertKind.Began, Look(alarm, true, 1));
        Assert.Null(Look(alarm, true, 30));
        Assert.Equal(AlertKind.StillFailing, Look(alarm, true, 60));
        Assert.Null(Look(alarm, true, 600));
    }

    [Fact]
    public void Failing_ForAMoment_IsNotTold()
    {
        var alarm = Alarm();

        Assert.Null(Look(alarm, true, 0));
        Assert.Null(Look(alarm, false, 0.5));
        Assert.Null(Look(alarm, true, 0.9));
        Assert.Null(Look(alarm, false, 1.5));
        Assert.Equal(AlarmState.Well, alarm.State);
    }

    [Fact]
    public void Recovery_IsToldWhenItHasLasted()
    {
        var alarm = Alarm();
        Look(alarm, true, 0);
        Look(alarm, true, 1);

        Assert.Null(Look(alarm, false, 2));
        Assert.Null(Look(alarm, true, 4));
        Assert.Null(Look(alarm, false, 5));
        Assert.Null(Look(alarm, false, 9.9));
        Assert.Equal(AlertKind.Recovered, Look(alarm, false, 10));
        Assert.Equal(AlarmState.Well, alarm.State);
    }

    [Fact]
    public void Clock_SetBack_BeginsTheWaitAnew()
    {
        var alarm = Alarm();
        Look(alarm, true, 0);

        Assert.Null(Look(alarm, true, -60));
        Assert.Equal(AlertKind.Began, Look(alarm, true, -59));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Anything_Observed_IsToldInTurnAndNeverInAFlood(int seed)
    {
        var random = new Random(seed);
        var alarm = Alarm();
        var told = new List<(AlertKind Kind, double Minute)>();
        var (minute, fails) = (0.0, false);

        for (var look = 0; look < 5000; look++)
        {
            minute += random.NextDouble();
            fails = random.Next(6) == 0 ? !fails : fails;

            if (Look(alarm, fails, minute) is { } kind)
            {
                told.Add((kind, minute));
            }
        }

        var changes = told.Where(one => one.Kind is not AlertKind.StillFailing).ToList();
        Assert.NotEmpty(changes);
        Assert.All(changes.Index(), one => Assert.Equal(one.Index % 2 == 0 ? AlertKind.Began : AlertKind.Recovered, one.Item.Kind));
        Assert.All(changes.Zip(changes.Skip(2)), pair => Assert.InRange(pair.Second.Minute - pair.First.Minute, 6, double.MaxValue));
        Assert.All(
            told.Zip(told.Skip(1)), pair => Assert.False(pair.First.Kind is AlertKind.StillFailing && pair.Second.Kind is AlertKind.StillFailing));
    }

    private static StageAlarm Alarm() => new() { ProjectId = default(Id<Project>), StageId = new StageId("Webhook") };

    private static AlertKind? Look(StageAlarm alarm, bool fails, double minute) =>
        alarm.Observe(fails, Start.AddMinutes(minute), AlertRules.Default);
}
