using WebhookStudio.Domain;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Features.Labeling;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Labeling;

public class LabelTrailTests
{
    private readonly Id<LabelTask> _a = Id<LabelTask>.New(ListScene.Now);
    private readonly Id<LabelTask> _b = Id<LabelTask>.New(ListScene.Now);
    private readonly Id<LabelTask> _c = Id<LabelTask>.New(ListScene.Now);

    [Fact]
    public void Back_FirstTask_IsNowhere()
    {
        var trail = Opened(_a);

        Assert.Null(trail.Previous);
        Assert.Null(trail.Back());
    }

    [Fact]
    public void Back_SeveralTasks_GoesOverAllOfThem()
    {
        var trail = Opened(_a, _b, _c);

        Assert.Equal(_b, trail.Back());
        trail.Open(_b);
        Assert.Equal(_a, trail.Back());
        Assert.Null(trail.Previous);
    }

    [Fact]
    public void Open_SameTaskAgain_IsOneStep()
    {
        var trail = Opened(_a, _b, _b);

        Assert.Equal(_a, trail.Previous);
    }

    private static LabelTrail Opened(params Id<LabelTask>[] tasks)
    {
        var trail = new LabelTrail();
        Array.ForEach(tasks, trail.Open);

        return trail;
    }
}
