using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Alerts;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Activities;
using WebhookStudio.Features.Alerts;
using WebhookStudio.Features.Projects;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Activities;

/// <summary>What the board lists and forgets, on a real database, with sources that answer as told.</summary>
public sealed class ActivityBoardTests : IAsyncLifetime
{
    private const string Ada = "ada@bakery.example";
    private const string Mina = "mina@bakery.example";

    private static readonly DateTimeOffset Now = ListScene.Now;

    private readonly Source _first = new("first-");
    private readonly Source _second = new("second-");
    private readonly Told _told = new();
    private readonly WriteTurns _turns = new();
    private ListScene _scene = null!;
    private ActivityBoard _board = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Id<Project> Project => _scene.Project.Id;

    public async ValueTask InitializeAsync()
    {
        _scene = await ListScene.CreateAsync();
        _board = new(
            [_first, _second], _told, new ProjectVisitors(_scene, _turns), new PageFakes.Feed(), new FakeTimeProvider(Now),
            NullLogger<ActivityBoard>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        _turns.Dispose();
        await _scene.DisposeAsync();
    }

    [Fact]
    public async Task Read_SeveralSources_ListsWhatRunsFirstAndWhatEndedLately()
    {
        _first.Has(Run("first-1"), Ended("first-2", TimeSpan.FromMinutes(5)), Ended("first-3", TimeSpan.FromHours(2)));
        _second.Has(Run("second-1"), Ended("second-2", TimeSpan.FromDays(6), trouble: true), Ended("second-3", TimeSpan.FromMinutes(1)));

        var list = await _board.ReadAsync(Project, Ada, Token);

        Assert.Equal(["first-1", "second-1"], list.Running.Select(activity => activity.Key));
        Assert.Equal(["second-3", "first-2", "second-2"], list.Ended.Select(activity => activity.Key));
        Assert.False(list.IsIncomplete);
    }

    [Fact]
    public async Task Read_OneSourceFails_ListsTheOthersAndSaysSo()
    {
        _first.Fails = true;
        _second.Has(Run("second-1"));

        var list = await _board.ReadAsync(Project, Ada, Token);

        Assert.Equal("second-1", Assert.Single(list.Running).Key);
        Assert.True(list.IsIncomplete);
    }

    [Fact]
    public async Task Dismiss_Trouble_IsGoneForThePersonAlone()
    {
        _first.Has(Ended("first-1", TimeSpan.FromHours(3), trouble: true));

        await _board.DismissAsync(Project, Ada, "first-1", Token);

        Assert.Empty((await _board.ReadAsync(Project, Ada, Token)).Ended);
        Assert.Single((await _board.ReadAsync(Project, Mina, Token)).Ended);
    }

    [Fact]
    public async Task Cancel_AnyKey_ReachesTheSourceThatHasIt()
    {
        await _board.CancelAsync(Project, "second-7", Token);

        Assert.Empty(_first.Cancelled);
        Assert.Equal(["second-7"], _second.Cancelled);
    }

    [Fact]
    public async Task See_AlertsUpToAMoment_OnlyLaterOnesAreNew()
    {
        _told.Alerts.AddRange([Alert(1), Alert(5), Alert(30)]);

        Assert.Equal(3, (await _board.ReadAsync(Project, Ada, Token)).Unseen);
        await _board.SeeAsync(Project, Ada, Now.AddMinutes(-5), Token);
        Assert.Equal(1, (await _board.ReadAsync(Project, Ada, Token)).Unseen);

        // What was seen does not become new again.
        await _board.SeeAsync(Project, Ada, Now.AddMinutes(-60), Token);
        Assert.Equal(1, (await _board.ReadAsync(Project, Ada, Token)).Unseen);
        Assert.Equal(3, (await _board.ReadAsync(Project, Mina, Token)).Unseen);
    }

    [Fact]
    public async Task Visitors_ManyChangesAtOnce_KeepAllOfThem()
    {
        var visitors = new ProjectVisitors(_scene, _turns);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            visitors.ChangeAsync(Project, Ada, visitor => visitor.Dismiss($"run-{number}"), Token)));

        Assert.Equal(20, (await visitors.GetAsync(Project, Ada, Token)).Dismissed.Distinct().Count());
    }

    private static Activity Run(string key) => new()
    {
        Key = key,
        Title = key,
        By = Ada,
        StartedAt = Now.AddMinutes(key == "first-1" ? -9 : -3),
        Done = 4,
        Total = 12,
        CanCancel = true,
    };

    private static Activity Ended(string key, TimeSpan ago, bool trouble = false) => new()
    {
        Key = key,
        Title = key,
        By = Ada,
        StartedAt = Now - ago,
        EndedAt = Now - ago,
        Done = 12,
        Total = 12,
        HasTrouble = trouble,
        Result = "12 sent",
    };

    private StageAlert Alert(int minutesAgo) => new()
    {
        Id = Id<StageAlert>.New(Now),
        ProjectId = Project,
        StageId = _scene.Webhook.Id,
        StageName = "Webhook",
        Kind = AlertKind.Began,
        At = Now.AddMinutes(-minutesAgo),
        FailingSince = Now.AddMinutes(-minutesAgo),
    };

    private sealed class Source(string prefix) : IActivitySource
    {
        private Activity[] _activities = [];

        public bool Fails { get; set; }

        public List<string> Cancelled { get; } = [];

        public void Has(params Activity[] activities) => _activities = activities;

        public Task<IReadOnlyList<Activity>> ListAsync(
            Id<Project> project, DateTimeOffset endedSince, CancellationToken cancellationToken) => Fails
            ? Task.FromException<IReadOnlyList<Activity>>(new InvalidOperationException("The source is broken."))
            : Task.FromResult<IReadOnlyList<Activity>>([.. _activities.Where(one => one.EndedAt is null || one.EndedAt >= endedSince)]);

        public Task<bool> CancelAsync(Id<Project> project, string key, CancellationToken cancellationToken)
        {
            var isMine = key.StartsWith(prefix, StringComparison.Ordinal);

            if (isMine)
            {
                Cancelled.Add(key);
            }

            return Task.FromResult(isMine);
        }
    }

    private sealed class Told : IAlerts
    {
        public List<StageAlert> Alerts { get; } = [];

        public Task<IReadOnlyList<StageAlert>> ListAsync(Id<Project> project, int most, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<StageAlert>>(Alerts);

        public Task<AlertSettings?> SettingsAsync(Id<Project> project, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task SaveAsync(Id<Project> project, AlertChange change, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<AlertTest> TestAsync(Id<Project> project, AlertChange change, string by, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
