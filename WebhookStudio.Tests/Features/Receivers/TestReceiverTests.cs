using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Receivers;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Receivers;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Receivers;

public class TestReceiverTests
{
    private const string Payload = """{"task":{"externalId":"inner"},"externalId":"Croissànt 🥐.png"}""";

    [Theory]
    [InlineData(ReceiverAnswer.Ok200, HttpStatusCode.OK, "ok")]
    [InlineData(ReceiverAnswer.BadRequest400, HttpStatusCode.BadRequest, "Bad request")]
    [InlineData(ReceiverAnswer.ServerError500, HttpStatusCode.InternalServerError, "Internal server error")]
    public async Task Post_RightSignature_AnswersAsTold(ReceiverAnswer answer, HttpStatusCode status, string text)
    {
        await using var app = new StudioApp().Start();
        using var scenario = await ReceiverScenario.CreateAsync(app);
        await scenario.AnswerWithAsync(answer);

        Assert.Equal((status, text), await scenario.PostAsync(Payload));

        var kept = await scenario.NewestAsync();
        Assert.Equal((int)status, kept.Line.Status);
        Assert.Equal(SignatureVerdict.Matches, kept.Line.Verdict);
        Assert.Equal("Croissànt 🥐.png", kept.Line.ExternalId);
        Assert.Equal(Payload, Encoding.UTF8.GetString(kept.Body));
        Assert.Equal(kept.SignatureSent, kept.SignatureComputed);
        Assert.NotNull(kept.Line.AnswerMs);
    }

    [Theory]
    [InlineData("another", SignatureVerdict.DoesNotMatch)]
    [InlineData(null, SignatureVerdict.NoSignature)]
    public async Task Post_WrongOrNoSignature_IsInvalid(string? secret, SignatureVerdict verdict)
    {
        await using var app = new StudioApp().Start();
        using var scenario = await ReceiverScenario.CreateAsync(app);
        await scenario.AnswerWithAsync(ReceiverAnswer.ServerError500);

        Assert.Equal((HttpStatusCode.BadRequest, "Invalid signature"), await scenario.PostAsync(Payload, secret));
        Assert.Equal(verdict, (await scenario.NewestAsync()).Line.Verdict);
    }

    [Fact]
    public async Task Post_StageWithoutSecret_IsNotChecked()
    {
        await using var app = new StudioApp().Start();
        using var scenario = await ReceiverScenario.CreateAsync(
            app, settings => settings with { Auth = WebhookAuth.None, Secret = null });

        Assert.Equal(HttpStatusCode.OK, (await scenario.PostAsync(Payload, null)).Status);
        Assert.Equal(SignatureVerdict.NoSecret, (await scenario.NewestAsync()).Line.Verdict);
    }

    [Fact]
    public async Task Post_SecretHeaders_AreHidden()
    {
        await using var app = new StudioApp().Start();
        using var scenario = await ReceiverScenario.CreateAsync(app);

        await scenario.PostAsync(Payload);

        Assert.Contains(new("Authorization", "(hidden)"), (await scenario.NewestAsync()).Headers);
    }

    [Theory]
    [InlineData("0000000000000000000000")]
    [InlineData("short")]
    public async Task Post_UnknownToken_IsNotFound(string token)
    {
        await using var app = new StudioApp().Start();
        using var scenario = await ReceiverScenario.CreateAsync(app);

        var (status, _) = await scenario.PostAsync([1], url: $"{app.BaseUrl}/receiver/{token}");

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Empty(await scenario.ListAsync());
    }

    [Fact]
    public async Task Post_LargestBody_IsKeptWhole()
    {
        await using var app = new StudioApp().Start();
        using var scenario = await ReceiverScenario.CreateAsync(app);

        var (status, _) = await scenario.PostAsync(new byte[TestReceiver.MaxBody]);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.False((await scenario.NewestAsync()).BodyCut);
    }

    [Theory]
    [InlineData(TestReceiver.MaxBody + 1)]
    [InlineData(3 * TestReceiver.MaxBody)]
    public async Task Post_LargerBody_IsCutAndRefused(int length)
    {
        await using var app = new StudioApp().Start();
        using var scenario = await ReceiverScenario.CreateAsync(app);

        var (status, _) = await scenario.PostAsync(new byte[length]);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        var kept = await scenario.NewestAsync();
        Assert.True(kept.BodyCut);
        Assert.Equal(TestReceiver.MaxBody, kept.Body.Length);
        Assert.Equal(SignatureVerdict.NotChecked, kept.Line.Verdict);
    }

    [Fact]
    public async Task Post_MoreThanAreKept_DropsTheOldest()
    {
        await using var app = new StudioApp().Start();
        using var scenario = await ReceiverScenario.CreateAsync(app);
        using var other = await ReceiverScenario.CreateAsync(app);
        await other.PostAsync(Payload);

        for (var number = 1; number <= TestReceiver.KeptRequests + 3; number++)
        {
            await scenario.PostAsync($$"""{"externalId":"{{number}}"}""");
        }

        var lines = await scenario.ListAsync();
        Assert.Equal(TestReceiver.KeptRequests, lines.Count);
        Assert.Equal("203", lines[0].ExternalId);
        Assert.Equal("4", lines[^1].ExternalId);
        Assert.Single(await other.ListAsync());
        Assert.Equal(TestReceiver.KeptRequests + 1, await app.ReadAsync(db => db.ReceivedWebhooks.CountAsync()));
    }

    [Fact]
    public async Task Post_ManyAtOnce_KeepsEach()
    {
        await using var app = new StudioApp().Start();
        using var scenario = await ReceiverScenario.CreateAsync(app);

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(
            number => scenario.PostAsync($$"""{"externalId":"{{number}}"}""")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal(100, (await scenario.ListAsync()).Select(line => line.ExternalId).Distinct().Count());
    }

    [Fact]
    public async Task Clear_List_EmptiesThisOneOnly()
    {
        await using var app = new StudioApp().Start();
        using var scenario = await ReceiverScenario.CreateAsync(app);
        using var other = await ReceiverScenario.CreateAsync(app);
        await scenario.PostAsync(Payload);
        await other.PostAsync(Payload);

        await app.Get<ITestReceivers>().ClearAsync(scenario.Project.Id, TestContext.Current.CancellationToken);

        Assert.Empty(await scenario.ListAsync());
        Assert.Single(await other.ListAsync());
    }

    [Fact]
    public async Task Open_TwiceAtOnce_MakesOneReceiver()
    {
        await using var app = new StudioApp().Start();
        var project = (await Scenario.CreateAsync(app, Workflow.Default)).ProjectId;
        var receivers = app.Get<ITestReceivers>();

        var setups = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => receivers.OpenAsync(project, TestContext.Current.CancellationToken)));

        Assert.Single(setups.Select(setup => setup!.Url).Distinct());
        Assert.All(setups, setup => Assert.False(setup!.HasWebhookStage));
    }

    [Theory]
    [InlineData("http://127.0.0.1:9", "127.0.0.1:9")]
    [InlineData(null, null)]
    public async Task Open_StageCallsAnotherAddress_SaysWhich(string? movedFrom, string? calledAt)
    {
        await using var app = new StudioApp().Start();
        using var scenario = await ReceiverScenario.CreateAsync(
            app, settings => settings with { Url = settings.Url.Replace(app.BaseUrl, movedFrom ?? app.BaseUrl, StringComparison.Ordinal) });

        var setup = await app.Get<ITestReceivers>().OpenAsync(scenario.Project.Id, TestContext.Current.CancellationToken);

        Assert.Equal(["Webhook"], setup!.UsedBy);
        Assert.Equal(calledAt, setup.CalledAt);
    }

    [Fact]
    public async Task Get_SignedOut_LeadsToSignIn()
    {
        await using var app = new StudioApp().Start();
        using var scenario = await ReceiverScenario.CreateAsync(app);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });

        var response = await client.GetAsync(scenario.Url, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Contains("/signin", response.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deliver_SubmittedTask_ArrivesSignedWithItsAttempt()
    {
        await using var app = new StudioApp().Start();
        using var scenario = await ReceiverScenario.CreateAsync(app);
        var tasks = new Scenario(app, scenario.Project);
        await scenario.AnswerWithAsync(ReceiverAnswer.BadRequest400);

        await tasks.SubmitNewAsync("task5.png");
        await tasks.SettlesAsync(DeliveryStatus.Held, TestContext.Current.CancellationToken);

        var line = Assert.Single(await scenario.ListAsync());
        Assert.Equal(
            ("task5.png", AttemptTrigger.Auto, 1, SignatureVerdict.Matches, 400),
            (line.ExternalId, line.Trigger, line.Attempt, line.Verdict, line.Status));
    }
}
