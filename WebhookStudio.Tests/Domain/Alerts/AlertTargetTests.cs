using WebhookStudio.Domain;
using WebhookStudio.Domain.Alerts;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Tests.Domain.Alerts;

public class AlertTargetTests
{
    private static readonly SealedText Secret = new("one");
    private static readonly DateTimeOffset Now = new(2026, 2, 6, 10, 0, 0, TimeSpan.Zero);

    private readonly AlertTarget _target = new() { ProjectId = Id<Project>.New(Now) };

    [Theory]
    [InlineData("")]
    [InlineData("example.com/alerts")]
    [InlineData("ftp://example.com")]
    public void Change_OnWithoutAnAddressThatCanBeCalled_IsRefused(string url)
    {
        var refusal = Assert.Throws<DomainRuleException>(() => _target.Change(url, null, isOn: true));

        Assert.Equal("alerts.url", refusal.Code);
        Assert.False(_target.IsOn);
    }

    [Fact]
    public void Change_StoredSecretToAnotherHost_IsRefused()
    {
        _target.Change("https://a.example/alerts", Secret, isOn: true);

        var refusal = Assert.Throws<DomainRuleException>(() => _target.Change("https://b.example/alerts", Secret, isOn: true));

        Assert.Equal("alerts.host", refusal.Code);
        Assert.Equal("https://a.example/alerts", _target.Url);
    }

    [Fact]
    public void Change_SameHostOrNewSecret_IsTaken()
    {
        _target.Change("https://a.example/alerts", Secret, isOn: true);
        _target.Change("https://A.example/other", Secret, isOn: true);
        _target.Change("https://b.example/alerts", new("two"), isOn: true);

        Assert.Equal("https://b.example/alerts", _target.Url);
    }

    [Fact]
    public void Settle_NeverArrives_IsTriedEightTimesAndGivenUp()
    {
        var alert = Alert();
        var now = Now;
        alert.Send(now);
        var attempts = 0;

        while (alert.TryTake(now, now.AddSeconds(30)))
        {
            attempts++;
            alert.Settle(arrived: false, "503", now);
            now = alert.DueAt ?? now;
        }

        Assert.Equal((8, 8, AlertSending.GivenUp), (attempts, alert.Attempts, alert.Sending));
        Assert.Null(alert.DueAt);
    }

    [Fact]
    public void TryTake_TakenByAnother_WaitsUntilThatOneIsGone()
    {
        var alert = Alert();
        alert.Send(Now);

        Assert.True(alert.TryTake(Now, Now.AddSeconds(30)));
        Assert.False(alert.TryTake(Now.AddSeconds(29), Now.AddSeconds(59)));
        Assert.True(alert.TryTake(Now.AddSeconds(30), Now.AddSeconds(60)));
    }

    private StageAlert Alert() => new()
    {
        Id = Id<StageAlert>.New(Now),
        ProjectId = _target.ProjectId,
        StageId = new("w"),
        StageName = "Webhook",
        Kind = AlertKind.Began,
        At = Now,
        FailingSince = Now,
    };
}
