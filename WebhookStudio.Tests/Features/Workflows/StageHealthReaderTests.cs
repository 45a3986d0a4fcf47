using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Workflows;

public sealed class StageHealthReaderTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = ListScene.Now;
    private static readonly CircuitPolicy Policy = new(2, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(10));

    private ListScene _scene = null!;

    public async ValueTask InitializeAsync() => _scene = await ListScene.CreateAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Read_NothingWrong_IsEmpty()
    {
        Enter("a.png");

        Assert.Empty(await ReadAsync(DeliveryOrdering.Stage));
    }

    [Fact]
    public async Task Read_OpenCircuit_HasCauseAndNextProbe()
    {
        _scene.Add(Circuit(AttemptOutcome.TimedOut, AttemptOutcome.ConnectionRefused));

        var circuit = (await ReadAsync(DeliveryOrdering.None))[_scene.Webhook.Id].Circuit!;

        Assert.Equal(new(AttemptOutcome.ConnectionRefused, Now, Now.AddSeconds(10), Probes: 1), circuit);
    }

    [Fact]
    public async Task Read_CircuitClosedOrOfAnotherProject_IsNothing()
    {
        _scene.Add(Circuit(AttemptOutcome.TimedOut));

        Assert.Empty(await ReadAsync(DeliveryOrdering.None));
        Assert.Empty(await new StageHealthReader(_scene).ReadAsync(
            Id<Project>.New(Now), _scene.Project.Workflow, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Read_StageInOrder_CountsWhatEnteredAfterTheFirstHeld()
    {
        Enter("before.png");
        Hold("task3.png");
        Enter("task4.png");
        Hold("task5.png");
        Enter("task6.png");
        _scene.Delivered("done.png", Now);

        Assert.Equal(new(Waiting: 2, Held: 1, "task3.png"), (await ReadAsync(DeliveryOrdering.Stage))[_scene.Webhook.Id].Blocked);
    }

    [Fact]
    public async Task Read_OrderByExternalId_CountsThoseWithTheSame()
    {
        Enter("a.png");
        Hold("a.png");
        Enter("a.png");
        Enter("a.png");
        Hold("b.png");
        Hold("b.png");
        Enter("b.png");
        Enter("c.png");
        Hold("d.png");

        Assert.Equal(
            new(Waiting: 3, Held: 2, "a.png"), (await ReadAsync(DeliveryOrdering.ExternalId))[_scene.Webhook.Id].Blocked);
    }

    [Theory]
    [InlineData(DeliveryOrdering.None)]
    [InlineData(DeliveryOrdering.ExternalId)]
    public async Task Read_HeldThatBlocksNobody_IsNothing(DeliveryOrdering ordering)
    {
        Hold("a.png");
        Enter("b.png");

        Assert.Empty(await ReadAsync(ordering));
    }

    private void Hold(string externalId) => _scene.Answer(Enter(externalId), 404, Now);

    private WebhookDelivery Enter(string externalId) => _scene.Owe(_scene.AddTask(externalId, _scene.Webhook, Now));

    private StageCircuit Circuit(params AttemptOutcome[] outcomes)
    {
        var circuit = new StageCircuit { ProjectId = _scene.Project.Id, StageId = _scene.Webhook.Id };

        foreach (var outcome in outcomes)
        {
            circuit.Record(outcome, Now, Policy);
        }

        return circuit;
    }

    private async Task<IReadOnlyDictionary<StageId, StageHealth>> ReadAsync(DeliveryOrdering ordering)
    {
        await _scene.SaveAsync();
        var webhook = _scene.Webhook.With(new WebhookStageSettings { Ordering = ordering });

        return await new StageHealthReader(_scene).ReadAsync(
            _scene.Project.Id, _scene.Project.Workflow.With(webhook), TestContext.Current.CancellationToken);
    }
}
