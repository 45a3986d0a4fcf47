using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.Domain.Workflows;

public class SecretRotationsTests
{
    private static readonly DateTimeOffset Now = new(2026, 2, 6, 10, 14, 8, TimeSpan.Zero);
    private static readonly SealedText Old = new("old");
    private static readonly SealedText New = new("new");

    private static readonly WebhookStageSettings One = new()
    {
        Url = "https://ml.bakery.example/hook",
        Auth = WebhookAuth.Secret,
        Secret = Old,
    };

    private static readonly WebhookStageSettings Two = One.StartRotation(New, Now);

    // Minutes from now: when X-Hub-Signature switches, when the old secret is dropped, and when one looks.
    [Theory]
    [InlineData(null, null, 0, RotationPhase.Old)]
    [InlineData(null, null, 100_000, RotationPhase.Old)]
    [InlineData(5.0, null, 0, RotationPhase.Old)]
    [InlineData(5.0, null, 4.999, RotationPhase.Old)]
    [InlineData(5.0, null, 5, RotationPhase.New)]
    [InlineData(5.0, null, 100_000, RotationPhase.New)]
    [InlineData(5.0, 9.0, 4, RotationPhase.Old)]
    [InlineData(5.0, 9.0, 8.999, RotationPhase.New)]
    [InlineData(5.0, 9.0, 9, RotationPhase.Over)]
    [InlineData(5.0, 5.0, 4, RotationPhase.Old)]
    [InlineData(5.0, 5.0, 5, RotationPhase.Over)]
    public void Phase_AsTimePasses_FollowsThePlan(double? switchAt, double? endsAt, double at, RotationPhase expected) =>
        Assert.Equal(expected, new SecretRotation(New, In(switchAt), In(endsAt)).PhaseAt(Now.AddMinutes(at)));

    [Fact]
    public void Start_SecretThere_KeepsItBesideTheNewOne() =>
        Assert.Equal((Old, new SecretRotation(New)), (Two.Secret, Two.Rotation));

    [Fact]
    public void Start_NoSecret_IsRefused() =>
        AssertRefused("rotation.no_secret", () => (One with { Secret = null }).StartRotation(New, Now));

    [Fact]
    public void Start_SameSecret_IsRefused() => AssertRefused("rotation.same", () => One.StartRotation(Old, Now));

    [Fact]
    public void Start_AgainBeforeTheSwitch_ReplacesTheNewSecretAndKeepsThePlan()
    {
        var planned = Two.PlanRotation(Now.AddHours(1), null, Now);

        var again = planned.StartRotation(new("newer"), Now);

        Assert.Equal((Old, new SecretRotation(new("newer"), Now.AddHours(1))), (again.Secret, again.Rotation));
    }

    [Fact]
    public void Start_AgainAfterTheSwitch_IsRefused() => AssertRefused(
        "rotation.switched", () => Two.PlanRotation(Now, null, Now).StartRotation(new("newer"), Now));

    [Fact]
    public void Start_AfterTheEnd_BeginsWithTheSecretThatStayed()
    {
        var over = Two.PlanRotation(Now.AddHours(1), Now.AddHours(2), Now);

        var next = over.StartRotation(new("newer"), Now.AddHours(3));

        Assert.Equal((New, new SecretRotation(new("newer"))), (next.Secret, next.Rotation));
    }

    [Fact]
    public void Plan_EndWithoutSwitch_IsRefused() =>
        AssertRefused("rotation.times", () => Two.PlanRotation(null, Now.AddHours(1), Now));

    [Fact]
    public void Plan_EndBeforeSwitch_IsRefused() =>
        AssertRefused("rotation.times", () => Two.PlanRotation(Now.AddHours(2), Now.AddHours(1), Now));

    [Fact]
    public void Plan_AfterTheSwitch_KeepsWhenItWas()
    {
        var switched = Two.PlanRotation(Now, null, Now);

        var later = switched.PlanRotation(Now.AddHours(1), Now.AddHours(5), Now.AddHours(1));

        Assert.Equal(new(New, Now, Now.AddHours(5)), later.Rotation);
    }

    [Fact]
    public void Plan_BackAfterTheSwitch_IsRefused()
    {
        var switched = Two.PlanRotation(Now, null, Now);

        AssertRefused("rotation.switched", () => switched.PlanRotation(Now.AddHours(1), null, Now));
        AssertRefused("rotation.switched", () => switched.PlanRotation(null, null, Now));
    }

    [Fact]
    public void Plan_EndHasCome_IsFolded()
    {
        var over = Two.PlanRotation(Now, Now, Now);

        Assert.Equal((New, null), (over.Secret, over.Rotation));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void End_AnyTime_LeavesTheNewSecretAlone(bool switched)
    {
        var settings = switched ? Two.PlanRotation(Now, null, Now) : Two;

        var ended = settings.EndRotation(Now);

        Assert.Equal((New, null), (ended.Secret, ended.Rotation));
    }

    [Fact]
    public void Cancel_BeforeTheSwitch_LeavesTheOldSecretAlone() => Assert.Equal(One, Two.CancelRotation(Now));

    [Fact]
    public void Cancel_AfterTheSwitch_IsRefused() =>
        AssertRefused("rotation.switched", () => Two.PlanRotation(Now, null, Now).CancelRotation(Now));

    [Fact]
    public void Verbs_NoRotation_AreRefused()
    {
        AssertRefused("rotation.none", () => One.PlanRotation(Now, null, Now));
        AssertRefused("rotation.none", () => One.EndRotation(Now));
        AssertRefused("rotation.none", () => One.CancelRotation(Now));
    }

    [Fact]
    public void Check_TimesThatCannotBe_AreErrors()
    {
        AssertError(Two with { Rotation = new(New, null, Now) }, "say when X-Hub-Signature switches");
        AssertError(Two with { Rotation = new(New, Now, Now.AddTicks(-1)) }, "Choose a later time");
        AssertError(Two with { Auth = WebhookAuth.None, Secret = null }, "there is no old secret");
    }

    private static DateTimeOffset? In(double? minutes) => minutes is { } some ? Now.AddMinutes(some) : null;

    private static void AssertRefused(string code, Func<WebhookStageSettings> verb) =>
        Assert.Equal(code, Assert.Throws<DomainRuleException>(verb).Code);

    private static void AssertError(WebhookStageSettings settings, string words) => Assert.Contains(
        WorkflowCheck.Find(Workflow.WithWebhook(settings)),
        problem => problem is { Severity: ProblemSeverity.Error, Code: "webhook.rotation", Field: "rotation" }
            && problem.Message.Contains(words, StringComparison.Ordinal));
}
