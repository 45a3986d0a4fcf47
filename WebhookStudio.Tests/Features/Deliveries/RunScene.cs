using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries;

/// <summary>Re-runs on a real database, without lanes: what a lane does, the test does.</summary>
internal sealed class RunScene : IAsyncDisposable, ILaneWakeups, IBulkRunJobs, ICircuits
{
    public const string By = "ada@bakery.example";

    private readonly WriteTurns _turns = new();

    private RunScene(ListScene scene)
    {
        Scene = scene;
        var alarm = new BulkRunAlarm(this, NullLogger<BulkRunAlarm>.Instance);
        var rates = new BulkRunRates(Clock);
        var feed = new PageFakes.Feed();
        Reruns = new(scene, _turns, this, this, alarm, feed, Clock, NullLogger<DeliveryReruns>.Instance);
        Runs = new(scene, _turns, new(rates, Clock), this, alarm, feed, Clock);
        Follower = new(scene, _turns, rates, alarm, feed, Clock);
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public ListScene Scene { get; }

    public FakeTimeProvider Clock { get; } = new(ListScene.Now);

    public DeliveryReruns Reruns { get; }

    public BulkRuns Runs { get; }

    public BulkRunFollower Follower { get; }

    public List<StageKey> Woken { get; } = [];

    public List<StageId> Probed { get; } = [];

    public List<Id<BulkRun>> Followed { get; } = [];

    public RerunChoice All => new(Project);

    public Id<Project> Project => Scene.Project.Id;

    public static async Task<RunScene> CreateAsync(params (string ExternalId, int Code)[] held)
    {
        var scene = await ListScene.CreateAsync();

        foreach (var (externalId, code) in held)
        {
            scene.Held(externalId, ListScene.Now.AddMinutes(-5), code);
        }

        await scene.SaveAsync();

        return new(scene);
    }

    public void Wake(StageKey stage) => Woken.Add(stage);

    public void WakeAt(StageKey stage, DateTimeOffset due) => throw new NotSupportedException();

    public Task<bool> TryNowAsync(Id<Project> project, StageId stage, CancellationToken cancellationToken)
    {
        Probed.Add(stage);

        return Task.FromResult(false);
    }

    public void Enqueue(Id<BulkRun> run) => Followed.Add(run);

    public async Task<Id<BulkRun>> RerunAsync(RerunChoice? choice = null) =>
        (await Reruns.RerunAsync(choice ?? All, By, Token)).RunId!.Value;

    public async Task<BulkRunProgress> ProgressAsync(Id<BulkRun> run) =>
        await Runs.GetAsync(Project, run, Token) ?? throw new InvalidOperationException("There is no such run.");

    /// <summary>Does what a lane does with a delivery: sends it, and settles the answer.</summary>
    public Task SendAsync(string externalId, int code, RetrySchedule? schedule = null) => ChangeAsync(externalId, delivery =>
    {
        delivery.Claim("worker", Clock.GetUtcNow().AddMinutes(1));
        delivery.TrySettle(Attempt(delivery, code), "worker", new(schedule ?? RetrySchedule.None), random: 0.5);
    });

    /// <summary>Makes a held delivery one that failed a second ago and waits for its retry.</summary>
    public async Task RetriesAsync(string externalId)
    {
        await ChangeAsync(externalId, delivery => delivery.Rerun(By, Clock.GetUtcNow()));
        await SendAsync(externalId, 503, RetrySchedule.StandardWebhooks);
        Clock.Advance(TimeSpan.FromSeconds(1));
    }

    /// <summary>Makes a run one over two stages.</summary>
    public async Task SpreadAsync(Id<BulkRun> run, string externalId, StageId to)
    {
        await using var db = Scene.CreateDbContext();
        await db.Deliveries.Where(d => d.ExternalId == externalId)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.StageId, to), Token);
        await db.BulkRuns.Where(r => r.Id == run)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.StageId, (StageId?)null), Token);
    }

    public async Task ChangeAsync(string externalId, Action<WebhookDelivery> change)
    {
        await using var db = Scene.CreateDbContext();
        change(await db.Deliveries.SingleAsync(d => d.ExternalId == externalId, Token));
        await db.SaveChangesAsync(Token);
    }

    public async Task<WebhookDelivery> DeliveryAsync(string externalId)
    {
        await using var db = Scene.CreateDbContext();

        return await db.Deliveries.AsNoTracking().SingleAsync(d => d.ExternalId == externalId, Token);
    }

    /// <summary>Gets the external IDs of what is to be sent, in order.</summary>
    public async Task<string[]> PendingAsync()
    {
        await using var db = Scene.CreateDbContext();

        return await db.Deliveries.Where(d => d.Status == DeliveryStatus.Pending).Select(d => d.ExternalId).Order()
            .ToArrayAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        _turns.Dispose();
        await Scene.DisposeAsync();
    }

    private DeliveryAttempt Attempt(WebhookDelivery delivery, int code) => new()
    {
        Id = Id<DeliveryAttempt>.New(Clock.GetUtcNow()),
        DeliveryId = delivery.Id,
        ProjectId = delivery.ProjectId,
        TaskId = delivery.TaskId,
        StageId = delivery.StageId,
        StageName = "Webhook",
        ExternalId = delivery.ExternalId,
        Number = delivery.Attempts + 1,
        Trigger = delivery.Trigger,
        StartedAt = Clock.GetUtcNow(),
        DurationMs = 5,
        Outcome = AttemptOutcome.Answered,
        StatusCode = code,
        Accepted = code == 200,
        Url = "https://ml.bakery.example/hook",
    };
}
