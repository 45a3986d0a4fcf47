using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.Domain.Workflows;

/// <summary>What becomes of secrets in drafts and versions: they are no way to bring one back, or to send one elsewhere.</summary>
public class StoredValuesTests
{
    private static readonly WebhookStageSettings Settings = new()
    {
        Url = "https://ml.bakery.example/hook",
        Auth = WebhookAuth.Secret,
        Secret = new("one"),
        Headers = [new("X-Team", new("header"))],
    };

    private static readonly Workflow Live = Workflow.WithWebhook(Settings);

    private static StageId Id => Live.Stages[2].Id;

    [Fact]
    public void Forget_AllSecrets_LeavesMarksThatHoldNothing()
    {
        var forgotten = Of(StoredValues.Forget(With(Settings with { Token = new("token"), Rotation = new(new("two")) })));

        Assert.All(StoredValues.Of(forgotten), value => Assert.True(value.IsForgotten));
        Assert.Equal(4, StoredValues.Of(forgotten).Distinct().Count());
        Assert.DoesNotContain("one", forgotten.Secret!.Cipher, StringComparison.Ordinal);
    }

    [Fact]
    public void Resume_NothingChangedMeanwhile_IsTheDraft()
    {
        var draft = With(Settings with { Concurrency = 7, Token = new("entered in the draft") });

        var stored = StoredValues.Forget(draft, Live);

        Assert.True(Of(stored).Secret!.IsForgotten);
        Assert.False(Of(stored).Token!.IsForgotten);
        Assert.Equal("entered in the draft", Of(StoredValues.Resume(With(Of(stored) with { Auth = WebhookAuth.Bearer }), Live)).Token!.Cipher);
        Assert.Equal(draft, StoredValues.Resume(stored, Live));
    }

    [Fact]
    public void Resume_SecretReplacedMeanwhile_TakesTheOneThatIsLive()
    {
        var stored = StoredValues.Forget(With(Settings with { Concurrency = 7 }), Live);

        var resumed = Of(StoredValues.Resume(stored, With(Settings with { Secret = new("two") })));

        Assert.Equal(("two", 7), (resumed.Secret!.Cipher, resumed.Concurrency));
    }

    [Fact]
    public void Resume_SecretReplacedAndDraftSendsElsewhere_MustBeEnteredAgain()
    {
        var stored = StoredValues.Forget(With(Settings with { Url = "https://other.example/hook" }), Live);

        var resumed = StoredValues.Resume(stored, With(Settings with { Secret = new("two"), Headers = [] }));

        Assert.Equal(
            ["Webhook: the secret must be entered again, or choose no authentication.", "Webhook: the value of X-Team must be entered again. Remove the header and add it anew."],
            WorkflowCheck.Find(resumed).Where(problem => problem.Severity is ProblemSeverity.Error).Select(problem => problem.Message));
    }

    [Fact]
    public void Resume_DraftSendsElsewhere_StillAsksForTheHost()
    {
        var draft = With(Settings with { Url = "https://other.example/hook" });

        var resumed = StoredValues.Resume(StoredValues.Forget(draft, Live), Live);

        Assert.Contains(WorkflowCheck.Find(resumed, Live), problem => problem.Code == "webhook.host");
    }

    [Fact]
    public void Resume_SecretRemovedMeanwhile_DoesNotComeBack()
    {
        var stored = StoredValues.Forget(With(Settings with { Concurrency = 7 }), Live);

        var resumed = Of(StoredValues.Resume(stored, With(Settings with { Secret = null, Auth = WebhookAuth.None })));

        Assert.True(resumed.Secret!.IsForgotten);
    }

    [Fact]
    public void Resume_StageIsNotLiveAnyMore_MustBeEnteredAgain() =>
        Assert.True(Of(StoredValues.Resume(StoredValues.Forget(Live, Live), Workflow.Default)).Secret!.IsForgotten);

    [Fact]
    public void Restore_SameHost_TakesTheSecretsOfNow()
    {
        var now = With(Settings with { Secret = new("two"), Rotation = new(new("three")), Headers = [new("x-team", new("new"))] });

        var restored = Of(StoredValues.Restore(StoredValues.Forget(Live), now));

        Assert.Equal("two", restored.Secret!.Cipher);
        Assert.Equal("three", restored.Rotation!.Next.Cipher);
        Assert.Equal("new", Assert.Single(restored.Headers).Value.Cipher);
    }

    [Fact]
    public void Restore_OtherHost_TakesNone()
    {
        var now = With(Settings with { Url = "https://other.example/hook", Secret = new("two") });

        var restored = Of(StoredValues.Restore(StoredValues.Forget(Live), now));

        Assert.True(restored.Secret!.IsForgotten);
        Assert.True(Assert.Single(restored.Headers).Value.IsForgotten);
    }

    [Fact]
    public void Restore_VersionWithoutSecret_StaysWithout()
    {
        var version = StoredValues.Forget(With(new() { Url = Settings.Url }));

        var restored = Of(StoredValues.Restore(version, Live));

        Assert.Null(restored.Secret);
        Assert.Equal(WebhookAuth.None, restored.Auth);
    }

    [Fact]
    public void Check_StageTurnedIntoAnotherKind_IsAnError()
    {
        var turned = Live.With(new Stage { Id = Id, Name = "Webhook", Next = [StageId.Complete], Settings = new LabelStageSettings() });

        Assert.Equal("stage.kind", WorkflowCheck.Find(turned, Live)[0].Code);
    }

    private static Workflow With(WebhookStageSettings settings) => Live.With(Live.Get(Id) with { Settings = settings });

    private static WebhookStageSettings Of(Workflow workflow) => (WebhookStageSettings)workflow.Get(Id).Settings;
}
