using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Tests.Domain.Deliveries;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries.Engine;

/// <summary>What a claim takes, on a real file.</summary>
public sealed class ClaimTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 2, 6, 12, 0, 0, TimeSpan.Zero);
    private static readonly RetryPolicy OneRetry = new(new([TimeSpan.FromMinutes(1)])) { Jitter = 0 };

    private readonly TestDatabase _database = new();
    private readonly Project _project;
    private readonly StageKey _key;
    private readonly SqlSession _sql;

    public ClaimTests()
    {
        _project = Project.Create("Pastry", "", "ada@bakery.example", Workflow.WithWebhook(new()), Noon);
        _key = new(_project.Id, _project.Workflow.Stages.Single(stage => stage.Kind is StageKind.Webhook).Id);
        using var db = _database.CreateDbContext();
        db.Add(_project);
        db.SaveChanges();
        _sql = new(db.Database.GetConnectionString()!, SqlitePragmas.Durable);
    }

    public void Dispose()
    {
        _sql.Dispose();
        _database.Dispose();
    }

    [Fact]
    public void Claim_FreshAndRetries_LeavesAQuarterToTheRetries()
    {
        Add(20, _ => { }, "fresh");
        Add(20, Retrying, "retry");

        var claimed = Claim(8);

        Assert.Equal(6, claimed.Count(one => one.ExternalId.StartsWith("fresh", StringComparison.Ordinal)));
        Assert.Equal(2, claimed.Count(one => one.ExternalId.StartsWith("retry", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(0, 20)]
    [InlineData(20, 0)]
    public void Claim_OneKindOnly_GetsAll(int fresh, int retries)
    {
        Add(fresh, _ => { }, "fresh");
        Add(retries, Retrying, "retry");

        Assert.Equal(8, Claim(8).Count);
    }

    [Fact]
    public void Claim_OneAtATime_DoesNotStarveTheRetries()
    {
        Add(20, _ => { }, "fresh");
        Add(5, Retrying, "retry");

        var claimed = Enumerable.Range(0, 8).Select(_ => Assert.Single(Claim(1)).ExternalId[..5]).ToList();

        Assert.Equal(2, claimed.Count(kind => kind == "retry"));
    }

    [Fact]
    public void Claim_RetryNotDueYet_LeavesItAndNamesItsTime()
    {
        Add(1, Retrying, "retry");

        Assert.Empty(Claim(8, Noon));
        Assert.Equal(Noon.AddSeconds(61), _sql.NextRetryAt(_key, Noon));
    }

    [Fact]
    public void Claim_Twice_TakesNoneTwice()
    {
        Add(10, _ => { }, "fresh");

        var ids = Claim(6).Concat(Claim(6)).Select(one => one.Id).ToList();

        Assert.Equal(10, ids.Count);
        Assert.Equal(10, ids.Distinct().Count());
    }

    [Fact]
    public void Claim_ClockSteppedBack_StillTakesWhatWasNeverTried()
    {
        Add(1, _ => { }, "fresh");

        Assert.Single(Claim(8, Noon.AddHours(-1)));
    }

    [Fact]
    public void Claim_StrictOrder_TakesTheFirstOnlyAndWaitsForOneThatIsHeld()
    {
        Add(1, Held, "a");
        Add(3, _ => { }, "b");

        Assert.Empty(Claim(8, ordering: DeliveryOrdering.Stage));
        _sql.Run("UPDATE deliveries SET Status = 4 WHERE ExternalId = 'a0.png'");
        Assert.Equal("b0.png", Assert.Single(Claim(8, ordering: DeliveryOrdering.Stage)).ExternalId);
        Assert.Empty(Claim(8, ordering: DeliveryOrdering.Stage));
    }

    [Fact]
    public void Claim_OrderByExternalId_TakesTheFirstOfEachThatNothingBlocks()
    {
        Add(1, Held, "a");
        Add(2, _ => { }, "b");
        Add(1, _ => { }, "a");
        Add(1, _ => { }, "b");

        Assert.Equal(["b0.png", "b1.png"], Claim(8, ordering: DeliveryOrdering.ExternalId).Select(one => one.ExternalId));
        Assert.Empty(Claim(8, ordering: DeliveryOrdering.ExternalId));
    }

    [Fact]
    public void Claim_LongRerunAndDueRetries_TakesOfBothInTurn()
    {
        Add(20, Rerun, "rerun");
        Add(20, Retrying, "retry");

        var claimed = Claim(8);

        Assert.Equal(4, claimed.Count(one => one.ExternalId.StartsWith("rerun", StringComparison.Ordinal)));
        Assert.Equal(4, claimed.Count(one => one.ExternalId.StartsWith("retry", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 3)]
    [InlineData(2, 3)]
    [InlineData(3, 0)]
    public void HandBack_OfARun_IsHeldIfTheRunWasPausedOrCancelledMeanwhile(int run, int expected)
    {
        var id = Id<BulkRun>.New(Noon).Key();
        _sql.Run(
            "INSERT INTO bulk_runs (Id, ProjectId, Title, By, Total, CreatedAt, Status) VALUES ($1, $2, 'all', 'ada', 1, 0, $3)",
            id, _key.Project.Key(), run);
        Add(1, Rerun, "rerun");
        _sql.Run("UPDATE deliveries SET RunId = $1", id);

        _sql.HandBack(Assert.Single(Claim(8)));

        Assert.Equal([expected], _sql.Read("SELECT Status FROM deliveries", row => row.GetInt32(0)));
    }

    [Fact]
    public void HandBack_Claimed_IsDueAgain()
    {
        Add(1, _ => { }, "fresh");
        var claimed = Assert.Single(Claim(8));

        _sql.HandBack(claimed with { Token = "another worker" });
        Assert.Empty(Claim(8));
        _sql.HandBack(claimed);

        Assert.Single(Claim(8));
    }

    private List<ClaimedDelivery> Claim(
        int most, DateTimeOffset? now = null, DeliveryOrdering ordering = DeliveryOrdering.None) => _sql.Claim(
        _key, new(Guid.NewGuid().ToString(), most, Noon.AddMinutes(1), ordering), now ?? Noon.AddHours(1));

    private void Add(int count, Action<WebhookDelivery> change, string prefix)
    {
        using var db = _database.CreateDbContext();

        for (var number = 0; number < count; number++)
        {
            var asset = new Asset
            {
                Id = Id<Asset>.New(Noon),
                ProjectId = _project.Id,
                Data = "https://pictures.example/1.png",
                ExternalId = $"{prefix}{number}.png",
                Metadata = System.Text.Json.JsonDocument.Parse("{}").RootElement,
                CreatedAt = Noon,
            };
            var delivery = WebhookDelivery.Open(LabelTask.Create(asset, _key.Stage, "ada", Noon), _key.Stage, Noon);
            change(delivery);
            db.Add(delivery);
            db.Add(new DeliveryPayload { DeliveryId = delivery.Id, Body = "{}"u8.ToArray() });
        }

        db.SaveChanges();
    }

    private static void Retrying(WebhookDelivery delivery)
    {
        delivery.Claim("token", Noon);
        delivery.TrySettle(RetryPolicyTests.Failed(503), "token", OneRetry, random: 0);
    }

    private static void Rerun(WebhookDelivery delivery)
    {
        Held(delivery);
        delivery.Rerun("ada", Noon);
    }

    private static void Held(WebhookDelivery delivery)
    {
        delivery.Claim("token", Noon);
        delivery.TrySettle(RetryPolicyTests.Failed(400), "token", OneRetry, random: 0);
    }
}
