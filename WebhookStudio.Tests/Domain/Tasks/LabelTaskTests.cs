using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Tests.Domain.Documents;

namespace WebhookStudio.Tests.Domain.Tasks;

public class LabelTaskTests
{
    private const string Ada = "ada@bakery.example";

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Asset Asset = SeedSample.Source().Asset;
    private static readonly Stage Start = Workflow.Default.Stages[0];
    private static readonly Stage Label = Workflow.Default.Stages[1];
    private static readonly Stage Complete = Workflow.Default.Stages[2];

    private readonly LabelTask _task = LabelTask.Create(Asset, StageId.Label, Ada, Noon);

    [Fact]
    public void Create_OfAnAsset_BelongsToItAndStandsInTheStage()
    {
        Assert.Equal((Asset.Id, Asset.ProjectId, "task5.png"), (_task.AssetId, _task.ProjectId, _task.ExternalId));
        Assert.Equal(StageId.Label, _task.StageId);
        Assert.Equal((Noon, Ada), (_task.UpdatedAt, _task.UpdatedBy));
        Assert.True(_task.Answer.IsEmpty);
    }

    [Fact]
    public void Create_WithAnId_KeepsIt()
    {
        var id = new Id<LabelTask>("67a3beb088cb6f0f79763514");

        Assert.Equal(id, LabelTask.Create(Asset, StageId.Start, Ada, Noon, id).Id);
    }

    [Fact]
    public void Save_Labels_AddsTheTimeToStageAndTotal()
    {
        _task.Save(SeedSample.Answer, new(10, 5, 3), Ada, Noon.AddSeconds(1));
        _task.Save(SeedSample.Answer, new(1, 1, 1), "b@bakery.example", Noon.AddSeconds(2));

        Assert.Equal(new(11, 6, 4), _task.Time);
        Assert.Equal(new(11, 6, 4), _task.TotalTime);
        Assert.Equal((Noon.AddSeconds(2), "b@bakery.example"), (_task.UpdatedAt, _task.UpdatedBy));
        Assert.Same(SeedSample.Answer, _task.Answer);
        Assert.Equal(2, _task.Revision);
    }

    [Theory]
    [InlineData(-1, 0, 0)]
    [InlineData(0, -1, 0)]
    [InlineData(0, 0, -1)]
    public void Save_NegativeTime_IsRefusedAndChangesNothing(long active, long idle, long blur)
    {
        var refusal = Assert.Throws<DomainRuleException>(
            () => _task.Save(SeedSample.Answer, new(active, idle, blur), Ada, Noon));

        Assert.Equal("task.duration", refusal.Code);
        Assert.True(_task.Answer.IsEmpty);
        Assert.Equal(default, _task.TotalTime);
        Assert.Equal(0, _task.Revision);
    }

    [Fact]
    public void Leave_ByAPerson_WritesWhatTheStageSaw()
    {
        _task.Save(SeedSample.Answer, new(10, 5, 3), Ada, Noon);
        _task.Assign(Ada);

        var visit = _task.Leave(Label, VisitKind.Human, Ada, Noon.AddSeconds(1));

        Assert.Equal((_task.Id, StageId.Label, "Label"), (visit.TaskId, visit.StageId, visit.StageName));
        Assert.Equal((VisitKind.Human, Ada, Noon.AddSeconds(1)), (visit.Kind, visit.SubmittedBy, visit.CompletedAt));
        Assert.Equal(new(10, 5, 3), visit.Time);
        Assert.Same(SeedSample.Answer, visit.Answer);
        Assert.NotNull(visit.SnapshotId);
        Assert.NotEqual(visit.Id, visit.SnapshotId);
    }

    [Fact]
    public void Leave_AnyStage_ClearsWhatBelongedToIt()
    {
        _task.Save(SeedSample.Answer, new(10), Ada, Noon);
        _task.Assign(Ada);
        _task.Owe(WebhookDelivery.Open(_task, StageId.Label, Noon));

        _task.Leave(Label, VisitKind.Human, Ada, Noon);

        Assert.Null(_task.DeliveryId);
        Assert.Null(_task.Assignee);
        Assert.Equal(default, _task.Time);
        Assert.Equal(new(10), _task.TotalTime);
        Assert.Same(SeedSample.Answer, _task.Answer);
    }

    [Fact]
    public void Leave_Start_TakesNoSnapshot()
    {
        var visit = _task.Leave(Start, VisitKind.Start, by: null, Noon);

        Assert.Null(visit.SnapshotId);
        Assert.Null(visit.Answer);
    }

    [Fact]
    public void Leave_ByItselfWithTheSameLabels_RefersToTheVisitBefore()
    {
        _task.Save(SeedSample.Answer, default, Ada, Noon);
        _task.Leave(Label, VisitKind.Human, Ada, Noon);
        _task.Enter(SeedSample.WebhookStage, Noon);

        var visit = _task.Leave(SeedSample.WebhookStage, VisitKind.Automatic, by: null, Noon);

        Assert.Null(visit.Answer);
        Assert.NotNull(visit.SnapshotId);
    }

    [Fact]
    public void Leave_ByItselfAfterASave_KeepsTheNewLabels()
    {
        _task.Leave(Label, VisitKind.Human, Ada, Noon);
        _task.Enter(SeedSample.WebhookStage, Noon);
        _task.Save(SeedSample.Answer, default, Ada, Noon);

        var visit = _task.Leave(SeedSample.WebhookStage, VisitKind.Automatic, by: null, Noon);

        Assert.Same(SeedSample.Answer, visit.Answer);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Leave_ByItselfAfterARequeueThatTookLabelsOrHistory_KeepsTheLabels(bool annotations, bool history)
    {
        _task.Save(SeedSample.Answer, default, Ada, Noon);
        _task.Leave(Label, VisitKind.Human, Ada, Noon);
        _task.Requeue(SeedSample.WebhookStage, new(annotations, RemoveStageHistory: history), Noon);

        var visit = _task.Leave(SeedSample.WebhookStage, VisitKind.Automatic, by: null, Noon);

        Assert.Same(_task.Answer, visit.Answer);
        Assert.Equal(annotations, _task.Answer.IsEmpty);
    }

    [Fact]
    public void Enter_Stage_BeginsItsTimeAnew()
    {
        _task.Save(SeedSample.Answer, new(10), Ada, Noon);

        _task.Enter(Complete, Noon.AddHours(1));

        Assert.Equal((StageId.Complete, Noon.AddHours(1)), (_task.StageId, _task.StageEnteredAt));
        Assert.Equal(default, _task.Time);
        Assert.Equal((Noon, Ada), (_task.UpdatedAt, _task.UpdatedBy));
    }

    [Fact]
    public void Owe_Delivery_IsNotedUntilTheTaskEntersAnotherStage()
    {
        var delivery = WebhookDelivery.Open(_task, SeedSample.WebhookStage.Id, Noon);

        _task.Owe(delivery);
        Assert.Equal(delivery.Id, _task.DeliveryId);

        _task.Enter(Complete, Noon);
        Assert.Null(_task.DeliveryId);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Requeue_Options_TakeAwayWhatTheyName(bool annotations, bool assignee)
    {
        _task.Save(SeedSample.Answer, new(10), Ada, Noon);
        _task.Assign(Ada);

        _task.Requeue(Start, new(annotations, assignee), Noon);

        Assert.Equal(StageId.Start, _task.StageId);
        Assert.Equal(annotations, _task.Answer.IsEmpty);
        Assert.Equal(assignee, _task.Assignee is null);
        Assert.Equal(new(10), _task.TotalTime);
    }

    [Fact]
    public void Revision_GrowsWithEveryChange()
    {
        var revisions = new List<long> { _task.Revision };

        foreach (var change in (Action[])
        [
            () => _task.Save(SeedSample.Answer, default, Ada, Noon),
            () => _task.Assign(Ada),
            () => _task.Leave(Label, VisitKind.Human, Ada, Noon),
            () => _task.Enter(Complete, Noon),
            () => _task.Owe(WebhookDelivery.Open(_task, StageId.Complete, Noon)),
            () => _task.Requeue(Label, new(), Noon),
        ])
        {
            change();
            revisions.Add(_task.Revision);
        }

        Assert.Equal([0, 1, 2, 3, 4, 5, 6], revisions);
    }
}
