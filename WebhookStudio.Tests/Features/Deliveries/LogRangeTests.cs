using WebhookStudio.Domain;
using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Tests.Features.Deliveries;

/// <summary>Ranges of time as addresses say them.</summary>
public class LogRangeTests
{
    private static readonly DateTimeOffset Now = new(2026, 2, 6, 10, 14, 30, TimeSpan.Zero);

    [Theory]
    [InlineData("1h", "2026-02-06T09:15Z", "2026-02-06T10:15Z")]
    [InlineData("24H", "2026-02-05T10:15Z", "2026-02-06T10:15Z")]
    [InlineData("30d", "2026-01-07T10:15Z", "2026-02-06T10:15Z")]
    [InlineData("2026-02-06T09:30Z/2026-02-06T10:00Z", "2026-02-06T09:30Z", "2026-02-06T10:00Z")]
    [InlineData("2026-02-06T09:31:10Z/2026-02-06T10:00:01Z", "2026-02-06T09:30Z", "2026-02-06T10:05Z")]
    public void Range_OfAnAddress_HasWholeFiveMinutes(string word, string from, string to)
    {
        var (first, end) = LogRange.Parse(word)!.At(Now);

        Assert.Equal((from, to), ($"{first:yyyy-MM-dd'T'HH:mm'Z'}", $"{end:yyyy-MM-dd'T'HH:mm'Z'}"));
        Assert.Equal(0, first.Second + end.Second);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2h")]
    [InlineData("2026-02-06T09:30Z")]
    [InlineData("2026-02-06T10:00Z/2026-02-06T09:30Z")]
    [InlineData("yesterday/today")]
    public void Range_OfNonsense_IsNone(string? word) => Assert.Null(LogRange.Parse(word));

    [Fact]
    public void Range_Written_IsReadAgain()
    {
        var range = LogRange.Between(Now.AddDays(-2), Now);

        Assert.Equal(range, LogRange.Parse(range.Word));
        Assert.All(LogRange.Known, known => Assert.Equal(known, LogRange.Parse(known.Word)));
    }

    [Fact]
    public void Between_EndBeforeBeginning_IsRefused() =>
        Assert.Throws<DomainRuleException>(() => LogRange.Between(Now, Now.AddHours(-1)));

    [Fact]
    public void Step_OfEveryLength_GivesAFewDozenBars() => Assert.All(
        new[] { 1.0, 24, 7 * 24, 30 * 24, 365 * 24 },
        hours => Assert.InRange(TimeSpan.FromHours(hours) / LogRange.Between(Now.AddHours(-hours), Now).Step, 12, 60.5));
}
