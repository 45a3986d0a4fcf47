using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Platform;

namespace WebhookStudio.Tests.Features.Deliveries;

public sealed class LaneSwitchboardTests : IDisposable
{
    private static readonly StageKey Stage = new(Id<Project>.New(DateTimeOffset.UnixEpoch), StageId.New());

    private readonly RecordedJobs _jobs = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly LaneSwitchboard _switchboard;

    public LaneSwitchboardTests() => _switchboard =
        new(_jobs, Options.Create(new JobOptions { Workers = 2 }), _clock, NullLogger<LaneSwitchboard>.Instance);

    public void Dispose() => _switchboard.Dispose();

    [Fact]
    public void Wake_ManyTimes_QueuesOneJob()
    {
        _switchboard.Wake(Stage);
        _switchboard.Wake(Stage);

        Assert.Equal([Stage], _jobs.Queued);
    }

    [Fact]
    public void Wake_QueuedJobWasLost_QueuesAnother()
    {
        _switchboard.Wake(Stage);
        _clock.Advance(TimeSpan.FromSeconds(31));

        _switchboard.Wake(Stage);

        Assert.Equal(2, _jobs.Queued.Count);
    }

    [Fact]
    public async Task Wake_LaneRuns_SignalsItInsteadAndKeepsItFromLeaving()
    {
        using var run = _switchboard.TryEnter(Stage)!;
        run.BeginRound();
        var waiting = run.LingerAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        _switchboard.Wake(Stage);

        Assert.True(await waiting);
        Assert.Empty(_jobs.Queued);
        Assert.False(run.TryLeave());
        run.BeginRound();
        Assert.True(run.TryLeave());
    }

    [Fact]
    public void TryEnter_LaneRuns_TellsItToLookAgain()
    {
        using var run = _switchboard.TryEnter(Stage)!;
        run.BeginRound();

        Assert.Null(_switchboard.TryEnter(Stage));

        Assert.False(run.TryLeave());
    }

    [Fact]
    public void Dispose_AnotherRunHasBegun_LeavesItRunning()
    {
        var first = _switchboard.TryEnter(Stage)!;
        Assert.True(first.TryLeave());
        using var second = _switchboard.TryEnter(Stage);

        first.Dispose();

        Assert.Null(_switchboard.TryEnter(Stage));
    }

    [Fact]
    public void Dispose_LaneThrew_LetsTheNextOneIn()
    {
        _switchboard.TryEnter(Stage)!.Dispose();

        using var next = _switchboard.TryEnter(Stage);

        Assert.NotNull(next);
    }

    [Fact]
    public void WakeAt_DueLater_QueuesThen()
    {
        _switchboard.WakeAt(Stage, _clock.GetUtcNow().AddSeconds(5));
        _switchboard.WakeAt(Stage, _clock.GetUtcNow().AddSeconds(5));
        Assert.Empty(_jobs.Queued);

        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal([Stage], _jobs.Queued);
    }

    [Fact]
    public void WakeAt_AlreadyDue_QueuesAtOnce()
    {
        _switchboard.WakeAt(Stage, _clock.GetUtcNow().AddSeconds(-1));

        Assert.Equal([Stage], _jobs.Queued);
    }

    [Fact]
    public void Wake_JobCannotBeQueued_DoesNotThrowAndTriesAgain()
    {
        _jobs.Failure = new TimeoutException();
        _switchboard.Wake(Stage);
        _jobs.Failure = null;

        _switchboard.Wake(Stage);

        Assert.Equal([Stage], _jobs.Queued);
    }

    [Fact]
    public void WakeAt_EarlierThanBooked_RingsForTheEarlierOne()
    {
        _switchboard.WakeAt(Stage, _clock.GetUtcNow().AddHours(20));
        _switchboard.WakeAt(Stage, _clock.GetUtcNow().AddSeconds(5));

        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal([Stage], _jobs.Queued);
    }

    private sealed class RecordedJobs : ILaneJobs
    {
        public List<StageKey> Queued { get; } = [];

        public Exception? Failure { get; set; }

        public void Enqueue(StageKey stage)
        {
            if (Failure is not null)
            {
                throw Failure;
            }

            Queued.Add(stage);
        }
    }
}
