using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries;

public sealed class CircuitsTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 2, 6, 10, 14, 8, TimeSpan.Zero);

    private readonly TestDatabase _database = new();
    private readonly WriteTurns _turns = new();
    private readonly Heard _heard = new();
    private readonly Project _project = Project.Create(
        "Pastry detection", "", "ada@bakery.example", Workflow.WithWebhook(new() { Url = "https://a.example/" }), Now);

    private StageId Webhook => _project.Workflow.Stages[2].Id;

    public void Dispose()
    {
        _turns.Dispose();
        _database.Dispose();
    }

    [Fact]
    public async Task TryNow_OpenCircuit_ClosesItThenTellsThenWakes()
    {
        await AddAsync(Webhook, failures: 1);

        Assert.True(await TryNowAsync());

        var circuit = await ReadAsync(Webhook);
        Assert.False(circuit.IsOpen);
        Assert.Equal((0, 0, null, null), (circuit.Failures, circuit.Probes, circuit.ProbeAt, circuit.Cause));
        Assert.Equal(["reset, row closed: True", "wake", "publish"], _heard.Calls);
    }

    [Fact]
    public async Task TryNow_OpenCircuitOfAnotherStage_StaysOpen()
    {
        await AddAsync(StageId.Label, failures: 1);

        Assert.False(await TryNowAsync());

        Assert.True((await ReadAsync(StageId.Label)).IsOpen);
    }

    private Task<bool> TryNowAsync()
    {
        _heard.IsClosed = () =>
        {
            using var db = _database.CreateDbContext();

            return !db.Circuits.AsNoTracking().Any(circuit => circuit.StageId == Webhook && circuit.OpenedAt != null);
        };

        return new Circuits(_database, _turns, [_heard], _heard, _heard)
            .TryNowAsync(_project.Id, Webhook, TestContext.Current.CancellationToken);
    }

    private async Task AddAsync(StageId stage, int failures)
    {
        var circuit = new StageCircuit { ProjectId = _project.Id, StageId = stage };
        circuit.Record(
            AttemptOutcome.ConnectionRefused, Now, new(failures, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(10)));
        await _database.AddAsync(_project, circuit);
    }

    private async Task<StageCircuit> ReadAsync(StageId stage)
    {
        await using var db = _database.CreateDbContext();

        return await db.Circuits.AsNoTracking().SingleAsync(circuit => circuit.StageId == stage);
    }

    private sealed class Heard : ICircuitObserver, ILaneWakeups, IProjectFeed
    {
        public List<string> Calls { get; } = [];

        public Func<bool> IsClosed { get; set; } = () => false;

        public void CircuitReset(StageKey stage) => Calls.Add($"reset, row closed: {IsClosed()}");

        public void Wake(StageKey stage) => Calls.Add("wake");

        public void WakeAt(StageKey stage, DateTimeOffset due) => throw new NotSupportedException();

        public void Publish(Id<Project> project) => Calls.Add("publish");

        public IDisposable Subscribe(Id<Project> project, Func<Task> changed) => throw new NotSupportedException();
    }
}
