using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Tasks;

public sealed class NamedTasksTests : IAsyncLifetime
{
    private ListScene _scene = null!;
    private TaskList _list = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _scene = await ListScene.CreateAsync();
        _list = new(_scene, new StageCounters(_scene), new(new OperationFiles()));
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Find_PastedList_FindsExactlyThoseAndNamesTheRest()
    {
        var one = _scene.AddTask("task1.png", _scene.Label, ListScene.Now);
        var two = _scene.AddTask("task2.png", _scene.Label, ListScene.Now);
        var three = _scene.AddTask("my photo 3.png", _scene.Label, ListScene.Now);
        var again = _scene.AddTask("task1.png", _scene.Label, ListScene.Now);
        _scene.AddTask("task11.png", _scene.Label, ListScene.Now);
        await _scene.SaveAsync();

        var found = await _list.FindAsync(
            _scene.Project.Id, $"task1.png, {two.Id.Value.ToUpperInvariant()};gone.png\nmy photo 3.png\r\ntask1.png\t{three.AssetId} Task1.png", Token);

        Assert.Equal(new[] { one.Id, two.Id, three.Id, again.Id }.Order(), found.Tasks.Order());
        Assert.Equal(["gone.png", "Task1.png"], found.Missing);
    }

    [Fact]
    public async Task Find_TaskOfAnotherProject_IsMissing()
    {
        var other = await ListScene.CreateAsync();
        await using var _ = other;
        var task = other.AddTask("task1.png", other.Label, ListScene.Now);
        await other.SaveAsync();

        Assert.Equal([task.Id.Value, "task1.png"], (await _list.FindAsync(_scene.Project.Id, $"{task.Id} task1.png", Token)).Missing);
    }

    [Theory]
    [InlineData("task5.png", false)]
    [InlineData(" task5.png ", false)]
    [InlineData(null, false)]
    [InlineData("a b", true)]
    [InlineData("a,b", true)]
    public void IsList_SeveralNames_IsOne(string? text, bool isList) => Assert.Equal(isList, NamedTasks.IsList(text));

    [Fact]
    public async Task View_WordsThatNobodyIsCalled_ArePartOfAName()
    {
        _scene.AddTask("my photo 3.png", _scene.Label, ListScene.Now);
        _scene.AddTask("other.png", _scene.Label, ListScene.Now);
        await _scene.SaveAsync();
        var view = new TaskListView(_list);

        await view.LoadAsync(new TaskListPlace(_scene.Project.Id) { Search = "my photo" }, () => true, Token);
        Assert.Equal(["my photo 3.png"], view.Page.Items.Select(row => row.ExternalId));
        Assert.Null(view.Named);

        await view.LoadAsync(new TaskListPlace(_scene.Project.Id) { Search = "gone.png, lost.png" }, () => true, Token);
        Assert.Empty(view.Page.Items);
        Assert.Equal(["gone.png", "lost.png"], view.Named!.Missing);
    }

    [Fact]
    public async Task Follow_ChangesWhileReading_MoveNoRowAndAreCounted()
    {
        var first = _scene.AddTask("a.png", _scene.Webhook, ListScene.Now.AddMinutes(-2));
        var delivery = _scene.Owe(first);
        _scene.AddTask("b.png", _scene.Label, ListScene.Now.AddMinutes(-1));
        await _scene.SaveAsync();
        var view = new TaskListView(_list);
        var place = new TaskListPlace(_scene.Project.Id);
        await view.LoadAsync(place, () => true, Token);

        _scene.AddTask("new.png", _scene.Label, ListScene.Now);
        _scene.Answer(delivery, 503, ListScene.Now);
        await _scene.SaveAsync();
        await view.FollowAsync(place, Token);

        Assert.Equal(["b.png", "a.png"], view.Page.Items.Select(row => row.ExternalId));
        Assert.Equal((TaskState.Held, 1, 3), (view.Page.Items[1].State, view.Newer, view.Page.Total));
        await view.LoadAsync(place, () => true, Token);
        Assert.Equal((0, "new.png"), (view.Newer, view.Page.Items[0].ExternalId));
    }
}
