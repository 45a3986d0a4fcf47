using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries;

/// <summary>What the address of the log says, and how it is put in words.</summary>
public class LogPlaceTests
{
    private static readonly Id<Project> Project = Id<Project>.New(ListScene.Now);
    private static readonly BrowserTime Time = new(new FakeTimeProvider(ListScene.Now));

    [Fact]
    public void Url_EveryFilter_ComesBackAsItWas()
    {
        var place = new DeliveryLogPlace(Project)
        {
            Stage = StageId.Label,
            Status = "failed",
            Class = "5xx",
            Cause = "Timed out",
            Trigger = AttemptTrigger.Rerun,
            Tests = LogTests.Only,
            Search = "a&b ß",
            Range = LogRange.Between(ListScene.Now, ListScene.Now.AddHours(1)),
            IsLatestOnly = true,
            IsCompact = true,
            IsLive = false,
            Before = Id<DeliveryAttempt>.New(ListScene.Now),
            Entry = Id<DeliveryAttempt>.New(ListScene.Now),
            Tab = AttemptTab.Verify,
        };

        Assert.Equal(place, Parse(place.Url));
        Assert.Equal(place with { Before = null, After = place.Before }, Parse((place with { Before = null, After = place.Before }).Url));
        Assert.Equal($"/projects/{Project}/logs", new DeliveryLogPlace(Project).Url);
    }

    [Theory]
    [InlineData("status=503", "503", null)]
    [InlineData("status=Timed%20out", "Timed out", null)]
    [InlineData("status=5xx", null, "5xx")]
    [InlineData("status=all", null, null)]
    public void Parse_StatusOfOlderLinks_IsTheCauseOrTheClass(string query, string? cause, string? codes)
    {
        var place = Parse($"/projects/{Project}/logs?{query}");

        Assert.Equal((null, cause, codes), (place.Status, place.Cause, place.Class));
    }

    [Theory]
    [InlineData("range=oops&before=oops&tab=99&tests=oops&stage=%20&trigger=oops")]
    [InlineData("")]
    public void Parse_Nonsense_IsNotGiven(string query) =>
        Assert.Equal(new(Project), Parse($"/projects/{Project}/logs?{query}"));

    [Fact]
    public void IsFiltered_TimeViewOrDetailsAlone_IsNot()
    {
        var place = new DeliveryLogPlace(Project)
        {
            Range = LogRange.Day,
            IsCompact = true,
            IsLive = false,
            Entry = Id<DeliveryAttempt>.New(ListScene.Now),
            Tab = AttemptTab.Verify,
        };

        Assert.False(place.IsFiltered);
        Assert.True((place with { IsLatestOnly = true }).IsFiltered);
    }

    [Fact]
    public void FileUrl_Filter_HasAllOfItAndNoPage()
    {
        var place = new DeliveryLogPlace(Project)
        {
            Status = "failed",
            Range = LogRange.Day,
            Before = Id<DeliveryAttempt>.New(ListScene.Now),
            IsCompact = true,
        };

        Assert.Equal($"/projects/{Project}/logs/file?range=24h&status=failed&format=csv", place.FileUrl("csv"));
    }

    [Theory]
    [InlineData(null, "All time", "")]
    [InlineData("1h", "Last hour", " in the last hour")]
    [InlineData("24h", "Last 24 hours", " in 24 hours")]
    [InlineData("2026-02-06T10:00Z/2026-02-06T11:30Z", "6 Feb 10:00 - 11:30", " in this time")]
    [InlineData("2026-02-05T10:00Z/2026-02-06T11:30Z", "5 Feb 10:00 - 6 Feb 11:30", " in this time")]
    public void Words_Range_AreThoseOfButtonAndSentence(string? word, string title, string within)
    {
        var range = LogRange.Parse(word);

        Assert.Equal((title, within), (LogRangeWords.Title(range, Time), LogRangeWords.Within(range)));
    }

    [Theory]
    [InlineData(null, "crepes---co-logs-all-until-2026-02-06T1014Z.csv")]
    [InlineData("7d", "crepes---co-logs-7d-until-2026-02-06T1014Z.csv")]
    [InlineData("2026-02-05T10:00Z/2026-02-06T11:30Z", "crepes---co-logs-2026-02-05T1000Z-to-2026-02-06T1130Z.csv")]
    public void Name_File_TellsProjectAndTime(string? range, string name) =>
        Assert.Equal(name, LogTableFile.Name("Crepes & Co", LogRange.Parse(range), ListScene.Now, "csv"));

    private static DeliveryLogPlace Parse(string url)
    {
        var values = QueryHelpers.ParseQuery(new Uri(new("http://localhost"), url).Query);

        return DeliveryLogPlace.Parse(Project, name => values.TryGetValue(name, out var value) ? value.ToString() : null);
    }
}
