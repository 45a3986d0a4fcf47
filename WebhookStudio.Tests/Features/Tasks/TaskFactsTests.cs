using System.Text;
using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Features.Labeling;
using WebhookStudio.Features.Tasks.Details;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Tasks;

public sealed class TaskFactsTests : IAsyncLifetime
{
    private ListScene _scene = null!;
    private TaskFactsReader _reader = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _scene = await ListScene.CreateAsync();
        _reader = new(_scene, new(new OperationFiles()), new(new OperationFiles()));
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Get_SubmittedAndHeldTask_TellsItsWayNewestFirst()
    {
        var task = await GivenHeldAsync();

        var facts = (await _reader.GetAsync(_scene.Project.Id, task.Id, withAddresses: true, Token))!;

        Assert.Equal(
            ["Webhook: 503", "Entered Webhook", "Submitted in Label", "Imported"], facts.Events.Select(each => each.What));
        Assert.StartsWith("by mina@bakery.example, 1 min of work", facts.Events[2].Remark, StringComparison.Ordinal);
        Assert.Equal(
            [LabelStepState.Done, LabelStepState.Done, LabelStepState.Current, LabelStepState.Ahead],
            facts.Steps.Select(step => step.Step.State));
        Assert.Equal((ListScene.Now, null), (facts.Steps[2].Since, facts.Steps[2].Until));
        Assert.Equal("ml.bakery.example/hook", Assert.Single(facts.Attempts).Host);
    }

    [Fact]
    public async Task Get_ForWhoMayNotKnow_NamesNoReceiver()
    {
        var task = await GivenHeldAsync();

        var facts = (await _reader.GetAsync(_scene.Project.Id, task.Id, withAddresses: false, Token))!;

        Assert.Null(Assert.Single(facts.Attempts).Host);
        Assert.DoesNotContain("ml.bakery.example", JsonSerializer.Serialize(facts.Events), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_TaskOfAnotherProject_IsNull()
    {
        var task = await GivenHeldAsync();

        Assert.Null(await _reader.GetAsync(Id<WebhookStudio.Domain.Projects.Project>.New(ListScene.Now), task.Id, true, Token));
        Assert.Null(await _reader.DocumentsAsync(_scene.Project.Id, Id<LabelTask>.New(ListScene.Now), Token));
    }

    [Fact]
    public async Task Documents_OfATask_DifferInTheThreeKnownPlacesAndNowhereElse()
    {
        var task = await GivenHeldAsync();

        var documents = (await _reader.DocumentsAsync(_scene.Project.Id, task.Id, Token))!;
        var diff = DocumentDiff.Of(documents.Webhook, documents.Export);

        Assert.True(documents.Differences.Batches.Differs && documents.Differences.BatchNames.Differs);
        Assert.Contains(diff, line => line.Differs);
        Assert.All(diff.Where(line => !line.Differs), line => Assert.Equal(line.Left!.Text, line.Right!.Text));
    }

    [Theory]
    [InlineData("""{"a":1,"b":2,"list":["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]}""", """{"a":1,"c":3,"list":["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]}""", 1)]
    [InlineData("""{"a":["bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"]}""", """{"a":["bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"]}""", 0)]
    public void Diff_TwoDocuments_PutsWhatDiffersBesideEachOther(string left, string right, int differing)
    {
        var diff = DocumentDiff.Of(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));

        Assert.Equal(differing, diff.Count(line => line.Differs));
        Assert.Equal(left.Length > 0, diff.All(line => line.Left is not null || line.Right is not null));
    }

    [Theory]
    [InlineData("bounding-box", """{"x":1,"y":2,"height":3,"width":4}""", "M1 2h4v3h-4Z")]
    [InlineData("polygon", "[[0,0],[4,0],[4,4.5]]", "M0 0L4 0L4 4.5Z")]
    [InlineData("polyline", "[[0,0],[4,0]]", "M0 0L4 0")]
    [InlineData("point", "[3,4]", "3 4")]
    [InlineData("segmentation", """{"zones":[{"region":[[0,0],[1,0],[1,1]]}]}""", "M0 0L1 0L1 1Z")]
    [InlineData("brush", "{}", null)]
    [InlineData("polygon", """{"broken":true}""", null)]
    public void Shapes_EachKind_IsDrawnOrLeftOut(string kind, string geometry, string? path)
    {
        var annotation = new Annotation
        {
            ObjectId = "1",
            SchemaId = "2",
            Kind = kind,
            Geometry = JsonElement.Parse(geometry),
            Metadata = new() { CreatedAt = ListScene.Now, CreatedBy = "mina@bakery.example", CreatedIn = "Label" },
        };

        Assert.Equal(path is null ? [] : [path], LabelShapes.Of(annotation).Select(shape => shape.Data));
    }

    private async Task<LabelTask> GivenHeldAsync()
    {
        var task = _scene.AddTask("a.png", _scene.Label, ListScene.Now.AddMinutes(-5), "batch-1");
        task.Save(TaskAnswer.Empty, new WorkTime(70_000, 0, 0), "mina@bakery.example", ListScene.Now);
        _scene.Add(task.Leave(_scene.Label, VisitKind.Human, "mina@bakery.example", ListScene.Now));
        task.Enter(_scene.Webhook, ListScene.Now);
        _scene.Answer(_scene.Owe(task), 503, ListScene.Now.AddSeconds(1));
        await _scene.SaveAsync();

        return task;
    }
}
