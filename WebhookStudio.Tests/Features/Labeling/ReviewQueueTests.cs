using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Labeling;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Labeling;

/// <summary>Reviewers get tasks of their own queue, as labelers do.</summary>
public sealed class ReviewQueueTests
{
    private static readonly StageId Review = new("Review");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenNext_Review_GivesEachReviewerATaskOfTheirOwn()
    {
        await using var scene = await GivenAsync(new(), "task1.png", "task2.png");

        var ada = await scene.Service.OpenNextAsync(scene.Project, LabelingScene.Ada, StageKind.Review, null, Token);
        var bo = await scene.Service.OpenNextAsync(scene.Project, LabelingScene.Bo, StageKind.Review, null, Token);

        Assert.Equal(("task1.png", "task2.png"), (ada!.ExternalId, bo!.ExternalId));
        Assert.True(ada.IsReview);
        Assert.Equal(((1, 2), (1, 1)), ((ada.Position, ada.QueueLength), (bo.Position, bo.QueueLength)));
        Assert.Null(await scene.Service.OpenNextAsync(scene.Project, LabelingScene.Ada, StageKind.Label, null, Token));
    }

    [Fact]
    public async Task OpenNext_AssignedToOthers_HasNothing()
    {
        await using var scene = await GivenAsync(new() { AssignedTo = [LabelingScene.Bo] }, "task1.png");

        Assert.Null(await scene.Service.OpenNextAsync(scene.Project, LabelingScene.Ada, StageKind.Review, null, Token));
        var summary = await scene.Service.SummariseAsync(scene.Project, LabelingScene.Ada, StageKind.Review, Token);
        Assert.Equal((false, 0), (summary!.MayWork, summary.Waiting));
    }

    [Theory]
    [InlineData(ReviewVerdict.Rejected, false, false)]
    [InlineData(ReviewVerdict.Accepted, true, false)]
    [InlineData(ReviewVerdict.Accepted, false, true)]
    public async Task Submit_RequiredAnswersMissing_OnlyKeepsFromAcceptingWhatCanBeChanged(
        ReviewVerdict verdict, bool readOnly, bool refused)
    {
        await using var scene = await GivenAsync(new() { ReadOnly = readOnly }, "task1.png");
        var sheet = (await scene.Service.OpenNextAsync(scene.Project, LabelingScene.Ada, StageKind.Review, null, Token))!;
        Assert.Equal(readOnly, sheet.IsReadOnly);

        var refusal = await Record.ExceptionAsync(() => scene.Service.SubmitAsync(
            new(scene.Project, sheet.TaskId, LabelingScene.Ada, LabelState.Empty, new(10))
            {
                From = sheet.StageId,
                Since = sheet.Since,
                Verdict = verdict,
                IsReadOnly = sheet.IsReadOnly,
            },
            Token));

        Assert.Equal(refused, refusal is DomainRuleException { Code: "answer.required" });

        if (!refused)
        {
            var work = Assert.Single(scene.Flow.Calls).Work;
            Assert.Equal((verdict, Review, sheet.Since, readOnly), (work.Verdict, work.From, work.Since, work.Answer is null));
        }
    }

    [Fact]
    public void Steps_StageAsideOfTheMainWay_AreTheWayThroughIt()
    {
        var workflow = StageKit.Of(
            StageKit.Start,
            StageKit.Label().To("Split"),
            StageKit.Logic("Split", new RandomSampleRule(0.1)).To("Review", "Complete"),
            StageKit.Review().To("Complete", "Label"),
            StageKit.Complete);

        var steps = LabelQueue.Steps(workflow, Review);

        Assert.Equal(["Start", "Label", "Split", "Review", "Complete"], steps.Select(step => step.Name));
        Assert.Equal(LabelStepState.Current, steps[3].State);
        Assert.Equal(["Start", "Label", "Split", "Complete"], LabelQueue.Steps(workflow, StageId.Label).Select(step => step.Name));
    }

    private static async Task<LabelingScene> GivenAsync(ReviewStageSettings settings, params string[] tasks)
    {
        var scene = await LabelingScene.CreateAsync(tasks);
        var review = StageKit.Review().To("Complete", "Label") with { Settings = settings };
        await scene.AddStageAsync(review);

        foreach (var task in tasks)
        {
            await scene.ChangeAsync(task, found => found.Requeue(review, new(), ListScene.Now));
        }

        return scene;
    }
}
