using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Tasks;

public class TaskWordsTests
{
    private static readonly BrowserTime Time = new(new FakeTimeProvider(ListScene.Now));

    [Theory]
    [InlineData(13, 12, 0, 1, "13 tasks here, 12 held, 1 sending")]
    [InlineData(1, 0, 1, 0, "1 task here, 1 retrying")]
    [InlineData(0, 0, 0, 0, "0 tasks here")]
    public void StateSentence_Counts_LeavesOutZeros(int here, int held, int retrying, int sending, string expected) =>
        Assert.Equal(expected, TaskWords.StateSentence(new StageCount(here, held, retrying, sending, null)));

    [Theory]
    [InlineData(120, "Waits 120 s because the receiver asked, 2026-02-06 10:16:30")]
    [InlineData(null, "Retry planned by the schedule, 2026-02-06 10:16:30")]
    public void RetryReason_Retry_SaysWhyAndUntilWhen(int? asked, string expected) =>
        Assert.Equal(expected, TaskWords.RetryReason(asked, Time.Absolute(ListScene.Now.AddMinutes(2))));

    [Theory]
    [InlineData(12, 0, -22, "12 tasks are held: the webhook has not answered 200 since 09:52")]
    [InlineData(1, 0, -1500, "1 task is held: the webhook has not answered 200 since 2026-02-05 09:14")]
    [InlineData(2, 1, null, "2 tasks are held and 1 is retried automatically: their webhooks were not answered with 200")]
    [InlineData(0, 3, null, "3 tasks are retried automatically: their webhooks were not answered with 200")]
    public void BannerTitle_Failing_SaysHowManyAndSinceWhen(int held, int retrying, int? minutes, string expected)
    {
        var failing = FailingTasks.None with
        {
            Held = held,
            Retrying = retrying,
            NoSuccessSince = minutes is { } ago ? ListScene.Now.AddMinutes(ago) : null,
        };

        Assert.Equal(expected, TaskWords.BannerTitle(failing, Time, ListScene.Now));
    }

    [Fact]
    public void Cause_TimedOutInOneStage_NamesItsTimeout()
    {
        var stage = new FailingStage(StageId.Label, "Webhook", "ml.bakery.example", TimeSpan.FromSeconds(10), null, 1);
        var timedOut = new FailureCause(AttemptOutcome.TimedOut, null, 1, 0);

        Assert.Equal("Timed out after 10 s", TaskWords.Cause(timedOut, [stage]));
        Assert.Equal("Timed out", TaskWords.Cause(timedOut, [stage, stage]));
        Assert.Equal("503 Service Unavailable", TaskWords.Cause(new(AttemptOutcome.Answered, 503, 1, 0), [stage]));
        Assert.Equal("302 Redirect not followed", TaskWords.Cause(new(AttemptOutcome.RedirectNotFollowed, 302, 1, 0), [stage]));
    }

    [Theory]
    [InlineData("Mina Sato", "MS")]
    [InlineData("jules.martin@bakery.example", "JM")]
    [InlineData("ada", "AD")]
    [InlineData("@", "?")]
    public void Initials_NameOrEmail_AreTwoLetters(string name, string expected) =>
        Assert.Equal(expected, TaskWords.Initials(name));

    [Fact]
    public void Place_UrlAndBack_IsTheSamePlace()
    {
        var place = new TaskListPlace(Id<Project>.New(ListScene.Now))
        {
            Stage = StageId.Label,
            View = TaskState.Held,
            Search = "groß & klein",
            Cause = "Timed out",
            Assignee = TaskQuery.Nobody,
            At = new("a~b/!c.png", Id<LabelTask>.New(ListScene.Now), IsBefore: true),
            From = 100,
            Task = Id<LabelTask>.New(ListScene.Now),
            Tab = TaskTab.Payload,
            Sort = new(TaskColumn.ExternalId, true),
        };
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri("http://x" + place.Url).Query);

        Assert.Equal(place, TaskListPlace.Parse(place.Project, name => query.TryGetValue(name, out var value) ? value : default));
    }

    [Fact]
    public void Place_Nonsense_IsTakenAsNotGiven()
    {
        var project = Id<Project>.New(ListScene.Now);

        Assert.Equal(new TaskListPlace(project), TaskListPlace.Parse(project, _ => " "));
        Assert.Equal((0, null), (TaskListPlace.Parse(project, _ => "-5").From, TaskListPlace.Parse(project, _ => "-5").At));
    }
}
