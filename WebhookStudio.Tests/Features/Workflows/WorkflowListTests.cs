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

    public WorkflowListTests() => JSInterop.Mode = JSRuntimeMode.Loose;

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

    [Theory]
    [InlineData("label", StageKind.Label)]
    [InlineData("review", StageKind.Review)]
    [InlineData("hold", StageKind.Hold)]
    [InlineData("logic", StageKind.Logic)]
    [InlineData("webhook", StageKind.Webhook)]
    public void Add_Kind_IsThereWithItsOutputs(string item, StageKind kind)
    {
        var list = RenderList();

        list.Find($"[data-testid=list-add-{item}]").Click();

        var added = _model.Draft.Stages[^1];
        Assert.Equal(kind, added.Kind);
        list.Render();
        Assert.Equal(added.Outputs.Length, list.FindAll($"[data-stage='{added.Id}'] select").Count);
    }

    [Fact]
    public void Insert_AfterAStage_ConnectsBothSides()
    {
        RenderList().Find("[data-stage=Label] [data-testid=list-insert-review]").Click();

        var review = _model.Draft.Stages[^1];
        Assert.Equal(StageKind.Review, review.Kind);
        Assert.Equal(review.Id, _model.Draft.Get(StageId.Label).Output);
        Assert.Equal(Webhook.Id, review.Output);
        Assert.Equal(StageId.Label, review.To(StageOutput.Rejected));
    }

    [Fact]
    public void Insert_AfterTheEnd_IsNotOffered() => Assert.True(
        RenderList().Find("[data-stage=Complete] [aria-label='Add a stage after Complete']").HasAttribute("disabled"));

    [Fact]
    public void Rename_Typed_IsDone()
    {
        RenderList().Find("[data-stage=Label] [data-testid=list-name]").Change("Draw boxes");

        Assert.Equal("Draw boxes", _model.Draft.Get(StageId.Label).Name);
    }

    [Fact]
    public void Duplicate_Start_IsNotOffered()
    {
        var list = RenderList();

        Assert.True(list.Find("[data-stage=Start] [data-testid=list-duplicate]").HasAttribute("disabled"));
        list.Find("[data-stage=Label] [data-testid=list-duplicate]").Click();

        Assert.Equal("Label copy", _model.Draft.Stages[^1].Name);
    }

    [Fact]
    public void Delete_LastComplete_SaysWhyNot()
    {
        var delete = RenderList().Find("[data-stage=Complete] [data-testid=list-delete]");

        Assert.True(delete.HasAttribute("disabled"));
        Assert.Equal("Complete stays: every task ends there.", delete.GetAttribute("title"));
    }

    [Fact]
    public void ReadOnly_HasNothingToChange()
    {
        var list = RenderList(readOnly: true);

        Assert.Empty(list.FindAll("[data-testid=list-add], [data-testid=list-name], [data-testid=list-delete], [data-testid=list-duplicate]"));
        Assert.All(list.FindAll("select"), select => Assert.True(select.HasAttribute("disabled")));
        Assert.Equal(4, list.FindAll("[data-testid=list-settings]").Count);
    }

    [Fact]
    public void Problems_AllOfThem_AreInTheRow()
    {
        WorkflowProblem[] problems =
        [
            new(ProblemSeverity.Error, "one", "Webhook: add a URL.", Webhook.Id, "url"),
            new(ProblemSeverity.Warning, "two", "Webhook: no secret.", Webhook.Id, "secret"),
        ];

        var row = RenderList(problems: problems).Find($"[data-stage='{Webhook.Id}']");

        Assert.Contains("Webhook: add a URL.", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Webhook: no secret.", row.TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<WorkflowList> RenderList(
        Func<Stage, StageHealth>? health = null, bool readOnly = false, WorkflowProblem[]? problems = null) => Render<WorkflowList>(list => list
        .Add(l => l.Model, _model)
        .Add(l => l.Face, stage => new(stage, StageCount.None, WorkflowFacts.None, [.. (problems ?? []).Where(p => p.StageId == stage.Id)])
        {
            Health = health?.Invoke(stage) ?? StageHealth.Fine,
        })
        .Add(l => l.ReadOnly, readOnly)
        .Add(l => l.ProjectUrl, "/projects/67a3be4088cb6f0f7976327b")
        .Add(l => l.Edit, (_, change) =>
        {
            change();

            return Task.FromResult(true);
        }));
}
