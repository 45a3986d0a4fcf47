using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.Domain.Workflows;

public class WorkflowDiffTests
{
    private static readonly WebhookStageSettings Settings = new()
    {
        Url = "https://ml.bakery.example/hook?key=hidden",
        Auth = WebhookAuth.Secret,
        Secret = new("one"),
    };

    private static readonly Workflow Before = Workflow.WithWebhook(Settings);

    private static Stage Webhook => Before.Stages[2];

    public static TheoryData<WebhookStageSettings, string> Changes => new()
    {
        { Settings with { Url = "https://other.example/hook" }, "URL: ml.bakery.example/hook, now other.example/hook" },
        { Settings with { Url = "https://ml.bakery.example/hook?key=other" }, "URL: replaced" },
        { Settings with { Secret = new("two") }, "Secret: replaced" },
        { Settings with { Secret = null, Auth = WebhookAuth.None }, "Authentication: secret, now none; Secret: stored, now none" },
        { Settings with { Rotation = new(new("two")) }, "Second secret: none, now valid beside the first" },
        { Settings with { Headers = [new("X-Team", new("three"))] }, "Header X-Team: stored, new" },
        { Settings with { Timeout = TimeSpan.FromSeconds(30) }, "Timeout: 10 s, now 30 s" },
        { Settings with { RateLimit = 2.5 }, "Rate limit: none, now 2.5 per second" },
        { Settings with { Enabled = false }, "Sends: on, now off" },
        {
            Settings with { OnExhausted = ExhaustedRule.Fail },
            "When given up: keep in the stage, now leave by the output Failed; Failed leads to: not connected, new"
        },
    };

    [Fact]
    public void Between_TheSame_IsEmpty() => Assert.Empty(WorkflowDiff.Between(Before, Before));

    [Theory]
    [MemberData(nameof(Changes))]
    public void Between_SettingChanged_SaysFromWhatToWhat(WebhookStageSettings after, string words)
    {
        var difference = Assert.Single(WorkflowDiff.Between(Before, Before.With(Webhook with { Settings = after })));

        Assert.Equal((Webhook.Id, StageChange.Changed), (difference.Id, difference.Change));
        Assert.Equal(words, string.Join("; ", difference.Fields.Select(field => field.Words)));
    }

    [Fact]
    public void Between_SecretAndItsMark_AreTheSame() =>
        Assert.Empty(WorkflowDiff.Between(Before, StoredValues.Forget(Before)));

    [Fact]
    public void Between_StagesAddedAndRemoved_ListsBothAndTheConnectorsChanged()
    {
        var review = new Stage
        {
            Id = new("review"),
            Name = "Review",
            Next = [StageId.Complete, StageId.Label],
            Settings = new ReviewStageSettings(),
        };
        var after = new Workflow
        {
            Stages =
            [
                Before.Stages[0], Before.Stages[1] with { Next = [review.Id] }, review, Before.Stages[3],
            ],
        };

        var differences = WorkflowDiff.Between(Before, after);

        Assert.Equal(
            ["Label Changed", "Review Added", "Webhook Removed"],
            differences.Select(difference => $"{difference.Name} {difference.Change}"));
        Assert.Equal("Next stage: Webhook, now Review", Assert.Single(differences[0].Fields).Words);
        Assert.Contains(differences[1].Fields, field => field.Words == "Rejected leads to: Label, new");
    }

    [Fact]
    public void Between_MovedAndRenamed_SaysBoth()
    {
        var after = Before.With(Webhook with { Name = "To the oven", Position = new(16, 32) });

        var difference = Assert.Single(WorkflowDiff.Between(Before, after));

        Assert.Equal(["Name: Webhook, now To the oven", "Moved on the canvas"], difference.Fields.Select(field => field.Words));
    }

    [Fact]
    public void Between_LaterPersonOfARule_IsSeen()
    {
        static Workflow With(params string[] emails) => new()
        {
            Stages =
            [
                new Stage
                {
                    Id = new("logic"),
                    Name = "Logic",
                    Settings = new LogicStageSettings { Rules = [new AnnotatorRule([.. emails])] },
                },
            ],
        };

        var difference = Assert.Single(WorkflowDiff.Between(With("a@x.example", "b@x.example", "c@x.example"), With("a@x.example", "b@x.example", "d@x.example")));

        Assert.Equal("Rule 1: replaced", Assert.Single(difference.Fields).Words);
    }
}
