using Bunit;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Tests.Features.Workflows;

public sealed class WorkflowListTests : BunitContext
{
    private static readonly DateTimeOffset Now = new(2026, 2, 6, 10, 14, 8, TimeSpan.Zero);

    private readonly CanvasModel _model = new(Workflow.WithWebhook(
        new() { Url = "https://ml.bakery.example/hook", OnExhausted = ExhaustedRule.Fail }));

    private Stage Webhook => _model.Draft.Stages[2];

    [Fact]
    public void Failed_Chosen_IsConnectedBesideTheNextStage()
    {
        var list = RenderList();
        var failed = list.Find("[data-testid=failed-stage]");
        Assert.Equal("Failed output of Webhook", failed.GetAttribute("aria-label"));

        failed.Change("Complete");

        Assert.Equal([StageId.Complete, StageId.Complete], Webhook.Next);
    }

    [Fact]
    public void Failed_NotConnectedChosen_LetsTheConnectorGo()
    {
        _model.Connect(Webhook.Id, StageId.Complete, StageOutput.Failed);

        RenderList().Find("[data-testid=failed-stage]").Change("");

        Assert.Equal([StageId.Complete], Webhook.Next);
    }

    [Fact]
    public void Failed_StageThatWouldMakeALoop_IsOfferedWithTheReasonOnly()
    {
        var second = _model.Insert(StageKind.Webhook, StageId.Label);
        var earlier = RenderList().FindAll("[data-testid=failed-stage] option").Single(option => option.GetAttribute("value") == second.Id.Value);

        Assert.True(earlier.HasAttribute("disabled"));
        Assert.Equal("Webhook 2 - tasks would go round in a loop without a person", earlier.TextContent);
    }

    [Fact]
    public void Render_StagesWithOneOutput_HaveOneChoice()
    {
        var list = RenderList();

        Assert.Equal(3, list.FindAll("[data-testid=next-stage]").Count);
        Assert.Single(list.FindAll("[data-testid=failed-stage]"));
    }

    [Fact]
    public void Render_ReceiverUnreachable_SaysSo()
    {
        var circuit = new OpenCircuit(AttemptOutcome.ConnectionRefused, Now, Now.AddSeconds(40), 1);

        var list = RenderList(stage => stage.Kind is StageKind.Webhook ? new(circuit, Blocked: null) : StageHealth.Fine);

        Assert.Contains("Receiver unreachable", list.Find($"[data-stage='{Webhook.Id}']").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Receiver unreachable", list.Find("[data-stage=Label]").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<WorkflowList> RenderList(Func<Stage, StageHealth>? health = null) => Render<WorkflowList>(list => list
        .Add(l => l.Model, _model)
        .Add(l => l.Face, stage => new(stage, StageCount.None, WorkflowFacts.None, [])
        {
            Health = health?.Invoke(stage) ?? StageHealth.Fine,
        })
        .Add(l => l.ProjectUrl, "/projects/67a3be4088cb6f0f7976327b")
        .Add(l => l.Edit, (_, change) =>
        {
            change();

            return Task.FromResult(true);
        }));
}
