using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Platform;

namespace WebhookStudio.Tests.Platform;

public sealed class BrowserTimeTests
{
    private static readonly DateTimeOffset Now = new(2026, 2, 6, 9, 14, 8, TimeSpan.Zero);
    private readonly BrowserTime _time = new(new FakeTimeProvider(Now));

    [Theory]
    [InlineData("Europe/Paris", "2026-02-06 10:14:08")]
    [InlineData("America/New_York", "2026-02-06 04:14:08")]
    [InlineData("No/Where", "2026-02-06 09:14:08")]
    [InlineData(null, "2026-02-06 09:14:08")]
    public void Absolute_Zone_ShowsTheReadersClock(string? zone, string expected)
    {
        _time.UseZone(zone);

        Assert.Equal(expected, _time.Absolute(Now));
    }

    [Theory]
    [InlineData(0, "just now")]
    [InlineData(-4, "just now")]
    [InlineData(-40, "40 s ago")]
    [InlineData(-150, "2 min ago")]
    [InlineData(-3 * 3600, "3 h ago")]
    [InlineData(-5 * 86400, "5 d ago")]
    [InlineData(240, "in 4 min")]
    [InlineData(-40 * 86400, "2025-12-28")]
    public void Relative_Distance_SaysItInOneUnit(int seconds, string expected) =>
        Assert.Equal(expected, _time.Relative(Now.AddSeconds(seconds)));
}
