using WebhookStudio.Domain;
using WebhookStudio.Domain.Alerts;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Tests.Domain.Alerts;

public class AlarmStoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 2, 6, 10, 0, 0, TimeSpan.Zero);
    private static readonly AlertRules Rules = AlertRules.Default;

    private readonly StageAlarm _alarm = new() { ProjectId = Id<Project>.New(Start), StageId = new("w") };

    [Fact]
    public void Observe_FailsForAMinute_TellsOnce()
    {
        Assert.Null(Look(fails: true, seconds: 0));
        Assert.Null(Look(fails: true, seconds: 59));
        Assert.Equal(AlertKind.Began, Look(fails: true, seconds: 60));
        Assert.Null(Look(fails: true, seconds: 61));
        Assert.Equal(Start, _alarm.FailingSince);
    }

    [Fact]
    public void Observe_WellAgainBeforeTheMinute_TellsNothing()
    {
        Look(fails: true, seconds: 0);
        Look(fails: false, seconds: 30);

        // The minute begins anew.
        Assert.Null(Look(fails: true, seconds: 61));
        Assert.Null(Look(fails: true, seconds: 120));
        Assert.Equal(AlertKind.Began, Look(fails: true, seconds: 121));
    }

    [Fact]
    public void Observe_FailsForAnHour_RemindsOnce()
    {
        Begin();

        Assert.Null(Look(fails: true, seconds: 3599));
        Assert.Equal(AlertKind.StillFailing, Look(fails: true, seconds: 3600));
        Assert.Null(Look(fails: true, seconds: 100_000));
    }

    [Fact]
    public void Observe_WellForFiveMinutes_TellsRecovery()
    {
        Begin();

        Assert.Null(Look(fails: false, seconds: 100));
        Assert.Null(Look(fails: false, seconds: 399));
        Assert.Equal(AlertKind.Recovered, Look(fails: false, seconds: 400));
        Assert.Equal(AlarmState.Well, _alarm.State);
    }

    [Fact]
    public void Observe_BackAndForth_StaysOneStory()
    {
        Begin();

        for (var second = 100; second < 3000; second += 100)
        {
            Assert.Null(Look(fails: second % 200 == 0, second));
        }

        Assert.NotEqual(AlarmState.Well, _alarm.State);
    }

    [Fact]
    public void Observe_ClockSetBack_WaitsAnewAndTells()
    {
        Look(fails: true, seconds: 10_000);

        Assert.Null(Look(fails: true, seconds: 0));
        Assert.Equal(AlertKind.Began, Look(fails: true, seconds: 60));
    }

    [Fact]
    public void Observe_SecondStory_MayRemindAgain()
    {
        Begin();
        Look(fails: true, seconds: 3600);
        Look(fails: false, seconds: 3700);
        Assert.Equal(AlertKind.Recovered, Look(fails: false, seconds: 4000));

        Look(fails: true, seconds: 5000);
        Assert.Equal(AlertKind.Began, Look(fails: true, seconds: 5060));
        Assert.Equal(AlertKind.StillFailing, Look(fails: true, seconds: 8600));
    }

    /// <summary>Whatever happens when, what is told begins, may be repeated once, and ends; never more often than the rules allow.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Observe_AnyHistory_BeginsAndRecoversInTurn(int seed)
    {
        var random = new Random(seed);
        var told = new List<(AlertKind Kind, int At)>();
        var (second, fails) = (0, false);

        for (var look = 0; look < 20_000; look++)
        {
            second += random.Next(1, 40);
            fails = random.Next(12) == 0 ? !fails : fails;

            if (Look(fails, second) is { } kind)
            {
                told.Add((kind, second));
            }
        }

        Assert.True(told.Count > 20, $"Only {told.Count} were told.");
        var turns = told.Where(one => one.Kind is not AlertKind.StillFailing).ToList();
        Assert.All(turns.Index(), turn => Assert.Equal(turn.Index % 2 == 0 ? AlertKind.Began : AlertKind.Recovered, turn.Item.Kind));
        Assert.All(told.Index().Where(one => one.Item.Kind is AlertKind.StillFailing), one =>
            Assert.Equal(AlertKind.Began, told[one.Index - 1].Kind));
        var begins = turns.Where(turn => turn.Kind is AlertKind.Began).Select(turn => turn.At).ToList();
        Assert.All(begins.Zip(begins.Skip(1)), pair =>
            Assert.True(pair.Second - pair.First >= (Rules.After + Rules.CalmFor).TotalSeconds));
    }

    private void Begin()
    {
        Look(fails: true, seconds: 0);
        Assert.Equal(AlertKind.Began, Look(fails: true, seconds: 60));
    }

    private AlertKind? Look(bool fails, int seconds) => _alarm.Observe(fails, Start.AddSeconds(seconds), Rules);
}
