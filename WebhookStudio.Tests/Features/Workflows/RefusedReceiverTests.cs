using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Tests.Features.Api;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Workflows;

/// <summary>Saving a workflow whose URL the address policy refuses.</summary>
public sealed class RefusedReceiverTests : IClassFixture<RefusedReceiverTests.ShutApp>
{
    private const string Loopback = "Webhook: 127.0.0.1 is loopback, this machine itself; allow it with WebhookStudio:Delivery:AllowedNetworks.";
    private const string Metadata = "Webhook: 169.254.169.254 is link-local, where cloud metadata lives: never called.";

    private readonly StudioApp _app;

    public RefusedReceiverTests(ShutApp shut) => _app = shut.App;

    [Theory]
    [InlineData("http://127.0.0.1:5000/hook", Loopback)]
    [InlineData("http://127.1/", Loopback)]
    [InlineData("http://127.0.1/", Loopback)]
    [InlineData("http://2130706433/", Loopback)]
    [InlineData("http://0x7f000001/", Loopback)]
    [InlineData("http://0x7f.0x0.0x0.0x1/", Loopback)]
    [InlineData("http://0177.0.0.1/", Loopback)]
    [InlineData("http://017700000001/", Loopback)]
    [InlineData("http://127.0.0.1./", Loopback)]
    [InlineData("http://localhost:5000/hook", Loopback)]
    [InlineData("http://localhost./", Loopback)]
    [InlineData("http://①②⑦.⓪.⓪.①/", Loopback)]
    [InlineData("http://127。0。0。1/", Loopback)]
    [InlineData("http://１２７.０.０.１/", Loopback)]
    [InlineData("http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", Loopback)]
    [InlineData("http://2852039166/", Metadata)]
    [InlineData("http://0xa9fea9fe/", Metadata)]
    [InlineData("http://169.254.43518/", Metadata)]
    [InlineData("http://0/", "0.0.0.0 is in 0.0.0.0/8")]
    [InlineData("http://[::1]/", "::1 is loopback")]
    [InlineData("http://[::ffff:169.254.169.254]/", "leads to 169.254.169.254, which is link-local")]
    [InlineData("http://[64:ff9b::10.0.0.5]/", "leads to 10.0.0.5, which is in the private range 10.0.0.0/8")]
    [InlineData("http://[2002:7f00:1::1]/", "a 6to4 address")]
    [InlineData("http://[fd00:ec2::254]/", "where the metadata of Amazon EC2 lives")]
    [InlineData("http://example.com@127.0.0.1/", "leave out the user name and password")]
    [InlineData("http://127.0.0.1%2f@example.com/", "leave out the user name and password")]
    [InlineData("http://[127.0.0.1]/", "the address is not a URL")]
    [InlineData("//127.0.0.1/", "needs http:// or https://")]
    public async Task Save_ThroughTheApi_IsRefusedWithRuleAndAddress(string url, string words)
    {
        using var client = _app.CreateApiClient();
        var api = new ApiClient(client);
        var project = await api.CreateProjectAsync();

        var answer = await api.PostAsync($"/v2/project/{project}", new { stages = ApiClient.Stages(Stage(url)) });

        answer.AssertRefused(400, words);
    }

    [Theory]
    [InlineData("https://example.com/hook")]
    [InlineData("https://bücher.example/hook")]
    [InlineData("http://8.8.8.8/hook")]
    [InlineData("http://rebind.127.0.0.1.nip.io/hook")]
    public async Task Save_NameOrPublicAddress_IsSaved(string url)
    {
        using var client = _app.CreateApiClient();

        await new ApiClient(client).CreateWebhookProjectAsync(url);
    }

    [Fact]
    public async Task Workflow_RefusedUrlIsLive_IsAnErrorOfThatField()
    {
        var scenario = await Scenario.CreateAsync(_app, "http://10.0.0.5/hook");
        var workflows = _app.Get<IWorkflowService>();

        var problem = Assert.Single(workflows.Check(scenario.Workflow), problem => problem.Severity is ProblemSeverity.Error);

        Assert.Equal(("webhook.address", scenario.Webhook.Id, "url"), (problem.Code, problem.StageId, problem.Field));
        Assert.StartsWith("Webhook: 10.0.0.5 is in the private range", problem.Message, StringComparison.Ordinal);
    }

    private static object Stage(string url) => new
    {
        id = "08960214-cb68-4109-ac75-33ed521e9cac",
        type = "Webhook",
        name = "Webhook",
        next = ApiClient.ToComplete,
        url,
    };

    /// <summary>An application that may call nothing private.</summary>
    public sealed class ShutApp : IAsyncDisposable
    {
        public StudioApp App { get; } = new StudioApp().With("WebhookStudio:Delivery:AllowedNetworks", "none").Start();

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
