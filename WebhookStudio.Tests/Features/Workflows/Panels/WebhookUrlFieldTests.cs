using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Features.Workflows.Panels;
using WebhookStudio.Platform;
using WebhookStudio.Tests.Features.Tasks;

namespace WebhookStudio.Tests.Features.Workflows.Panels;

/// <summary>What the settings say under the URL.</summary>
public sealed class WebhookUrlFieldTests : BunitContext
{
    private const string Refused = "http://10.0.0.5/hook";

    public WebhookUrlFieldTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider());
        Services.AddScoped<BrowserTime>();
        Services.AddSingleton<IRecentLog, NoLog>();
        Services.AddSingleton<IWebhookTests, PageFakes.NoTests>();
        Services.AddSingleton<ITaskList, FakeTasks>();
        Services.AddSingleton<ISecretProtector, NoProtector>();
    }

    [Fact]
    public void Url_RefusedByThePolicy_SaysRuleAndAddress()
    {
        var error = RenderPanel(Refused).Find("[data-testid=webhook-url-error]");

        Assert.Equal("10.0.0.5 is private: to be allowed.", error.TextContent.Trim());
        Assert.Equal("true", RenderPanel(Refused).Find("[data-testid=webhook-url]").GetAttribute("aria-invalid"));
    }

    [Fact]
    public void Url_NotRefused_ShowsNoError() =>
        Assert.Empty(RenderPanel("https://example.com/hook").FindAll("[data-testid=webhook-url-error]"));

    [Theory]
    [InlineData("https://bücher.example/hook", "Calls xn--bcher-kva.example")]
    [InlineData("http://0x7f.1/", "Calls 127.0.0.1")]
    public void Url_HostSpelledOtherwise_ShowsWhatIsCalled(string url, string words) =>
        Assert.Equal(words, RenderPanel(url).Find("[data-testid=webhook-url-called]").TextContent.Trim());

    [Theory]
    [InlineData("https://example.com/hook")]
    [InlineData("not a url")]
    [InlineData("")]
    public void Url_HostAsTyped_SaysNothingMore(string url) =>
        Assert.Empty(RenderPanel(url).FindAll("[data-testid=webhook-url-called]"));

    private IRenderedComponent<WebhookPanel> RenderPanel(string url)
    {
        var settings = new WebhookStageSettings { Url = url };
        var stage = new Stage { Id = StageId.New(), Name = "To the oven: hot", Settings = settings };
        var workflow = new Workflow { Stages = [stage] };

        return Render<WebhookPanel>(panel => panel
            .Add(p => p.Settings, settings)
            .Add(p => p.StageName, stage.Name)
            .Add(p => p.StageId, stage.Id)
            .Add(p => p.Problems, [.. RefusedReceivers.Find(workflow, new OnePolicy())])
            .Add(p => p.Project, new Id<Project>("67a3be4088cb6f0f7976327b"))
            .Add(p => p.ProjectUrl, "/projects/67a3be4088cb6f0f7976327b")
            .Add(p => p.CanEdit, true));
    }

    private sealed class OnePolicy : IReceiverUrls
    {
        public string? Refusal(string url) => url == Refused ? "10.0.0.5 is private: to be allowed." : null;
    }

    private sealed class NoLog : IRecentLog
    {
        public Task<IReadOnlyList<RecentLine>> LastAsync(
            Id<Project> project, StageId stage, int count, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<RecentLine>>([]);
    }

    private sealed class NoProtector : ISecretProtector
    {
        public SealedText Seal(string text) => throw new NotSupportedException();

        public string Open(SealedText text) => throw new NotSupportedException();
    }
}
