using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.Domain.Workflows;

public class HostChangeTests
{
    private const string Moved = "https://other.example/hook";

    private static readonly DateTimeOffset Now = new(2026, 2, 6, 10, 14, 8, TimeSpan.Zero);

    private static readonly WebhookStageSettings Live = new()
    {
        Url = "https://ml.bakery.example/hook",
        Auth = WebhookAuth.Secret,
        Secret = new("secret"),
        Token = new("token"),
        Headers = [new("X-Team", new("value"))],
    };

    [Theory]
    [InlineData("https://a.example/hook", "https://a.example/other?key=1")]
    [InlineData("https://a.example/hook", "https://A.EXAMPLE:443/hook")]
    [InlineData("http://a.example/hook", "https://a.example/hook")]
    [InlineData("http://a.example:8443/", "https://a.example:8443/")]
    [InlineData("https://bücher.example/", "https://xn--bcher-kva.example/")]
    [InlineData("http://[::1]:5000/", "http://[0:0:0:0:0:0:0:1]:5000/")]
    public void Between_SamePlace_IsNull(string before, string after) => Assert.Null(HostChange.Between(before, after));

    [Theory]
    [InlineData("https://a.example/", "https://b.example/", "a.example", "b.example")]
    [InlineData("https://a.example/", "https://a.example.evil.example/", "a.example", "a.example.evil.example")]
    [InlineData("https://a.example/", "https://a.example:8443/", "a.example", "a.example:8443")]
    [InlineData("http://a.example:80/", "https://a.example:8443/", "a.example", "a.example:8443")]
    [InlineData("https://a.example/", "http://a.example/", "https://a.example", "http://a.example")]
    [InlineData("https://a.example/", "http://b.example:8080/", "https://a.example", "http://b.example:8080")]
    [InlineData("http://[::1]:5000/", "http://[::2]:5000/", "[::1]:5000", "[::2]:5000")]
    [InlineData("https://a.example/", "https://bücher.example/", "a.example", "xn--bcher-kva.example")]
    public void Between_OtherPlace_NamesBoth(string before, string after, string from, string to) =>
        Assert.Equal(new(from, to), HostChange.Between(before, after));

    [Fact]
    public void Unconfirmed_HostChanged_NamesEveryStoredValue()
    {
        var found = HostChange.Unconfirmed(Live, Live with { Url = Moved });

        Assert.Equal(
            "the host changed from ml.bakery.example to other.example. Enter the secret and token and value of X-Team again, "
                + "or confirm that other.example may have them.",
            found!.Message);
    }

    [Fact]
    public void Unconfirmed_OnlyTheSecret_IsOne() => Assert.Equal(
        "the host changed from ml.bakery.example to other.example. Enter the secret again, or confirm that other.example may have it.",
        HostChange.Unconfirmed(Live, Live with { Url = Moved, Token = null, Headers = [] })!.Message);

    [Fact]
    public void Unconfirmed_EverythingEnteredAgain_IsNull() => Assert.Null(HostChange.Unconfirmed(
        Live, Live with { Url = Moved, Secret = new("again"), Token = null, Headers = [new("X-Team", new("again"))] }));

    [Fact]
    public void Unconfirmed_PartEnteredAgain_NamesTheRest()
    {
        var found = HostChange.Unconfirmed(Live, Live with { Url = Moved, Secret = new("again"), Headers = [] });

        Assert.True(found is { Secret: false, Token: true, Headers: [] });
    }

    [Fact]
    public void Unconfirmed_ValueUnderAnotherName_IsStillStored()
    {
        var found = HostChange.Unconfirmed(
            Live, new() { Url = Moved, Token = Live.Secret, Headers = [new("X-New", Live.Token!)] });

        Assert.True(found is { Secret: false, Token: true, Headers: ["X-New"] });
    }

    [Fact]
    public void Unconfirmed_NewSecretOfARotation_IsStored()
    {
        var live = Live with { Rotation = new(new("next")) };

        var found = HostChange.Unconfirmed(live, new() { Url = Moved, Auth = WebhookAuth.Secret, Secret = new("next") });

        Assert.True(found is { Secret: true });
    }

    [Fact]
    public void Unconfirmed_SecretNotInUse_IsStillStored() =>
        Assert.NotNull(HostChange.Unconfirmed(Live, Live with { Url = Moved, Auth = WebhookAuth.None, Token = null, Headers = [] }));

    [Fact]
    public void Unconfirmed_NothingStored_IsNull() =>
        Assert.Null(HostChange.Unconfirmed(new() { Url = Live.Url }, new() { Url = Moved }));

    [Theory]
    [InlineData("other.example", true)]
    [InlineData("OTHER.example", true)]
    [InlineData("ml.bakery.example", false)]
    [InlineData("other.example:443", false)]
    [InlineData("", false)]
    public void Unconfirmed_Confirmation_CountsForTheNewHostAlone(string host, bool confirmed) =>
        Assert.Equal(confirmed, HostChange.Unconfirmed(Live, Live with { Url = Moved, ConfirmedHost = host }) is null);

    [Fact]
    public void ChangeWorkflow_HostUnconfirmed_IsRefusedAndNothingChanges()
    {
        var (project, moved) = Given(Live, settings => settings with { Url = Moved });

        var refusal = Assert.Throws<DomainRuleException>(() => project.ChangeWorkflow(moved, "ada@bakery.example", Now));

        Assert.StartsWith("Webhook: the host changed from ml.bakery.example to other.example.", refusal.Message, StringComparison.Ordinal);
        Assert.Equal((1, Live), (project.WorkflowVersion, Settings(project)));
    }

    [Fact]
    public void ChangeWorkflow_HostConfirmed_IsLiveAndTheConfirmationForgotten()
    {
        var (project, moved) = Given(Live, settings => settings with { Url = Moved, ConfirmedHost = "other.example" });

        project.ChangeWorkflow(moved, "ada@bakery.example", Now);

        Assert.Equal(Live with { Url = Moved }, Settings(project));
    }

    [Fact]
    public void ChangeWorkflow_RotationOver_IsFolded()
    {
        var (project, renamed) = Given(
            Live with { Rotation = new(new("next"), Now.AddHours(-2), Now.AddHours(-1)) }, settings => settings with { Concurrency = 7 });

        project.ChangeWorkflow(renamed, "ada@bakery.example", Now);

        Assert.Equal(Live with { Secret = new("next"), Concurrency = 7 }, Settings(project));
    }

    private static (Project Project, Workflow Edited) Given(
        WebhookStageSettings live, Func<WebhookStageSettings, WebhookStageSettings> edit)
    {
        var workflow = Workflow.WithWebhook(live);
        var project = Project.Create("Pastry detection", "", "ada@bakery.example", workflow, Now);

        return (project, workflow.With(workflow.Stages[2] with { Settings = edit(live) }));
    }

    private static StageSettings Settings(Project project) => project.Workflow.Stages[2].Settings;
}
