using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Labeling;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Labeling;

public class LabelingServiceTests
{
    private static readonly LabelBox Box = new(401.2628984836038, 398.68154506437764, 201.91845493562232, 200.2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenNext_Queue_GivesTheOldestAndKeepsIt()
    {
        await using var scene = await LabelingScene.CreateAsync("a.png", "b.png", "c.png");

        var sheet = await scene.Service.OpenNextAsync(scene.Project, LabelingScene.Ada, StageKind.Label, null, Token);

        Assert.Equal(("a.png", 1, 3), (sheet!.ExternalId, sheet.Position, sheet.QueueLength));
        Assert.Equal(["Le Croissànt"], sheet.Batches);
        Assert.Equal("/files/a.png", sheet.PictureUrl);
        Assert.Equal(LabelingScene.Ada, (await scene.ReadAsync("a.png")).Assignee);
    }

    [Fact]
    public async Task OpenNext_TaskOfSomebodyElse_IsPassedOver()
    {
        await using var scene = await LabelingScene.CreateAsync("a.png", "b.png");
        await scene.Service.OpenNextAsync(scene.Project, LabelingScene.Ada, StageKind.Label, null, Token);

        var sheet = await scene.Service.OpenNextAsync(scene.Project, LabelingScene.Bo, StageKind.Label, null, Token);

        Assert.Equal(("b.png", 1, 1), (sheet!.ExternalId, sheet.Position, sheet.QueueLength));
    }

    [Fact]
    public async Task OpenNext_TwoLabelersAtOnce_NeverShareATask()
    {
        var names = Enumerable.Range(0, 16).Select(i => $"{i:00}.png").ToArray();
        await using var scene = await LabelingScene.CreateAsync(names);

        var sheets = await Task.WhenAll(names.Select((_, i) => Task.Run(
            () => scene.Service.OpenNextAsync(scene.Project, $"labeler{i}@bakery.example", StageKind.Label, null, Token), Token)));

        Assert.Equal(names, sheets.Select(sheet => sheet!.ExternalId).Order());
    }

    [Theory]
    [InlineData("a.png", "b.png")]
    [InlineData("c.png", "a.png")]
    public async Task OpenNext_AfterATask_GoesOnAndBeginsAgain(string after, string expected)
    {
        await using var scene = await LabelingScene.CreateAsync("a.png", "b.png", "c.png");
        var last = (await scene.ReadAsync(after)).Id;

        var sheet = await scene.Service.OpenNextAsync(scene.Project, LabelingScene.Ada, StageKind.Label, last, Token);

        Assert.Equal(expected, sheet!.ExternalId);
    }

    [Fact]
    public async Task OpenNext_StageAssignedToOthers_IsEmpty()
    {
        await using var scene = await LabelingScene.CreateAsync("a.png");
        await scene.AssignLabelAsync(LabelingScene.Bo);

        Assert.Null(await scene.Service.OpenNextAsync(scene.Project, LabelingScene.Ada, StageKind.Label, null, Token));
        Assert.NotNull(await scene.Service.OpenNextAsync(scene.Project, "BO@bakery.example", StageKind.Label, null, Token));
    }

    [Fact]
    public async Task Open_TaskInWebhookStage_CanOnlyBeSaved()
    {
        await using var scene = await LabelingScene.CreateAsync();
        var task = scene.Lists.AddTask("held.png", scene.Lists.Webhook, ListScene.Now);
        await scene.Lists.SaveAsync();

        var sheet = await scene.Service.OpenAsync(scene.Project, task.Id, LabelingScene.Ada, Token);

        Assert.Equal("The task is in Webhook. Only tasks in a Label or Review stage can be submitted.", sheet!.NoSubmit);
        Assert.Equal(
            [LabelStepState.Done, LabelStepState.Done, LabelStepState.Current, LabelStepState.Ahead],
            sheet.Steps.Select(step => step.State));
        Assert.Null((await scene.ReadAsync("held.png")).Assignee);
    }

    [Fact]
    public async Task Open_TaskOfSomebodyElse_SaysWhose()
    {
        await using var scene = await LabelingScene.CreateAsync("a.png");
        var bos = await scene.Service.OpenNextAsync(scene.Project, LabelingScene.Bo, StageKind.Label, null, Token);

        var sheet = await scene.Service.OpenAsync(scene.Project, bos!.TaskId, LabelingScene.Ada, Token);

        Assert.Equal("bo@bakery.example has this task open.", sheet!.NoSubmit);
        Assert.Null(await scene.Service.OpenAsync(Id<Project>.New(ListScene.Now), bos.TaskId, LabelingScene.Ada, Token));
    }

    [Fact]
    public async Task OpenNext_AfterASkippedTask_LeavesItWithThePersonAndStoresNothing()
    {
        await using var scene = await LabelingScene.CreateAsync("a.png", "b.png");
        var first = await scene.Service.OpenNextAsync(scene.Project, LabelingScene.Ada, StageKind.Label, null, Token);

        var second = await scene.Service.OpenNextAsync(scene.Project, LabelingScene.Ada, StageKind.Label, first!.TaskId, Token);

        Assert.Equal("b.png", second!.ExternalId);
        Assert.Equal(LabelingScene.Ada, (await scene.ReadAsync("a.png")).Assignee);
        Assert.Empty(scene.Flow.Calls);
    }

    [Fact]
    public async Task Submit_Complete_HandsTheLabelsToTheFlow()
    {
        await using var scene = await LabelingScene.CreateAsync("a.png");
        var sheet = await scene.Service.OpenNextAsync(scene.Project, LabelingScene.Ada, StageKind.Label, null, Token);

        await scene.Service.SubmitAsync(Work(sheet!, [Drawn("o1", Box)], Golden), Token);

        var (verb, task, work) = Assert.Single(scene.Flow.Calls);
        Assert.Equal(("submit", sheet!.TaskId, new WorkTime(3549, 100, 50)), (verb, task, work.Spent));
        Assert.Equal(
            """{"x":401.2628984836038,"y":398.68154506437764,"height":200.2,"width":201.91845493562232}""",
            work.Answer!.Tools[0].Geometry.GetRawText());
        Assert.Equal("Label", work.Answer.Tools[0].Metadata.CreatedIn);
        Assert.Equal(["b1"], work.Answer!.Classifications[0].Answer);
    }

    [Fact]
    public async Task Submit_SomethingMissing_IsRefusedWithWhat()
    {
        await using var scene = await LabelingScene.CreateAsync("a.png");
        var sheet = await scene.Service.OpenNextAsync(scene.Project, LabelingScene.Ada, StageKind.Label, null, Token);

        var refusal = await Assert.ThrowsAsync<DomainRuleException>(
            () => scene.Service.SubmitAsync(Work(sheet!, []), Token));

        Assert.Equal("Draw at least one 'Croissant'. Answer 'Bake level'.", refusal.Message);
        Assert.Empty(scene.Flow.Calls);
    }

    [Fact]
    public async Task Submit_TaskThatLeftLabel_IsRefused()
    {
        await using var scene = await LabelingScene.CreateAsync("a.png");
        var sheet = await scene.Service.OpenNextAsync(scene.Project, LabelingScene.Ada, StageKind.Label, null, Token);
        await scene.ChangeAsync("a.png", task => task.Enter(scene.Lists.Complete, ListScene.Now));

        var refusal = await Assert.ThrowsAsync<DomainRuleException>(
            () => scene.Service.SubmitAsync(Work(sheet!, [Drawn("o1", Box)], Golden), Token));

        Assert.Equal("label.not_open", refusal.Code);
        Assert.Empty(scene.Flow.Calls);
    }

    [Fact]
    public async Task Save_ShapesThePageCannotDraw_AreKept()
    {
        await using var scene = await LabelingScene.CreateAsync("a.png");
        var polygon = new Annotation
        {
            ObjectId = "p1",
            SchemaId = "poly",
            Kind = "polygon",
            Geometry = JsonElement.Parse("[[1,2],[3,4],[5,6.5]]"),
            Metadata = new() { CreatedAt = ListScene.Now, CreatedBy = LabelingScene.Bo, CreatedIn = "Label" },
        };
        var stored = new TaskAnswer
        {
            Tools = [polygon],
            Relations = [JsonElement.Parse("""{"from":"p1","to":"p1"}"""), JsonElement.Parse("""{"from":"gone","to":"p1"}""")],
            BrushDataUrl = "https://x/brush.png",
        };
        await scene.ChangeAsync("a.png", task => task.Save(stored, default, LabelingScene.Bo, ListScene.Now));
        var sheet = await scene.Service.OpenNextAsync(scene.Project, LabelingScene.Ada, StageKind.Label, null, Token);
        var kept = LabelStateForm.Of(sheet!.Answer).Objects;
        Assert.Null(Assert.Single(kept).Box);

        await scene.Service.SaveAsync(Work(sheet, [.. kept, Drawn("o1", Box)]), Token);

        var answer = Assert.Single(scene.Flow.Calls).Work.Answer!;
        Assert.Equal("[[1,2],[3,4],[5,6.5]]", answer.Tools[0].Geometry.GetRawText());
        Assert.Equal(LabelingScene.Bo, answer.Tools[0].Metadata.CreatedBy);
        Assert.Equal(("https://x/brush.png", 1), (answer.BrushDataUrl, answer.Relations.Length));
    }

    [Fact]
    public async Task ListOutcomes_HeldTask_NamesStageAndStatus()
    {
        await using var scene = await LabelingScene.CreateAsync("a.png");
        var moved = await scene.ReadAsync("a.png");

        var outcome = Assert.Single(await scene.Service.ListOutcomesAsync(scene.Project, [moved.Id], Token));

        Assert.Equal((RecentOutcomeState.Moved, "Label", null), (outcome.State, outcome.StageName, outcome.Status));
        Assert.Empty(await scene.Service.ListOutcomesAsync(scene.Project, [], Token));
    }

    [Fact]
    public async Task Summarise_EmptyQueue_SaysWhereTheTasksAre()
    {
        await using var scene = await LabelingScene.CreateAsync();
        scene.Lists.AddTask("w.png", scene.Lists.Webhook, ListScene.Now);
        scene.Lists.AddTask("c.png", scene.Lists.Complete, ListScene.Now);
        await scene.Lists.SaveAsync();

        var summary = await scene.Service.SummariseAsync(scene.Project, LabelingScene.Ada, StageKind.Label, Token);

        Assert.Equal([("Webhook", 1), ("Complete", 1)], summary!.Places.Select(place => (place.Name, place.Count)));
        Assert.True(summary.MayWork);
    }

    private static LabelAnswer Golden => new("bake", ["b1"], []);

    private static LabelObject Drawn(string id, LabelBox box) => new(id, "box", "bounding-box", box, []);

    private static LabelHandIn Work(LabelSheet sheet, IReadOnlyList<LabelObject> objects, params LabelAnswer[] answers) =>
        new(sheet.ProjectId, sheet.TaskId, LabelingScene.Ada, new(objects, answers, null, []), new(3549, 100, 50));
}
