using System.Text;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Receivers;
using WebhookStudio.Features.Receivers;
using WebhookStudio.Platform;

namespace WebhookStudio.Tests.Features.Receivers;

public sealed class TestReceiverPageTests : BunitContext
{
    private const string ProjectKey = "67a3be4088cb6f0f7976327b";

    private static readonly DateTimeOffset Now = new(2026, 2, 6, 10, 16, 2, TimeSpan.Zero);

    private readonly Desk _desk = new();

    public TestReceiverPageTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton(TimeProvider.System);
        Services.AddScoped<BrowserTime>();
        Services.AddSingleton<ITestReceivers>(_desk);
        Services.AddSingleton<IReceivedLog>(_desk);
        Services.AddSingleton<IProjectFeed>(_desk);
    }

    [Fact]
    public void Render_NothingReceived_SaysWhatToDo()
    {
        var page = RenderPage();

        Assert.Contains("Nothing received yet", page.Markup, StringComparison.Ordinal);
        Assert.Equal("Used by Webhook", page.Find("[data-testid=used-by]").TextContent.Trim());
        Assert.True(page.Find("[data-testid=clear]").HasAttribute("disabled"));
    }

    [Fact]
    public void Render_NotUsed_ExplainsWhereToPaste()
    {
        _desk.Setup = _desk.Setup with { UsedBy = [] };
        var page = RenderPage();

        page.Find("[data-testid=use-url]").Click();

        Assert.Equal($"/projects/{ProjectKey}/workflow", page.Find("#receiver-how a").GetAttribute("href"));
    }

    [Fact]
    public void Render_Received_ShowsTheNewest()
    {
        _desk.Add("task1.png", SignatureVerdict.Matches, 200);
        _desk.Add("Croissànt 🥐.png", SignatureVerdict.DoesNotMatch, 400);

        var page = RenderPage();

        var rows = page.FindAll("[data-testid=arrival]");
        Assert.Contains("Croissànt 🥐.png", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Re-run, attempt 2", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Equal("true", rows[0].GetAttribute("aria-current"));
        Assert.Contains("Signature does not match", page.Find("[data-testid=signature]").TextContent, StringComparison.Ordinal);
        Assert.Contains("\"externalId\": \"Croissànt 🥐.png\"", page.Find("[data-testid=body]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_RequestInTheAddress_IsShown()
    {
        var first = _desk.Add("task1.png", SignatureVerdict.Matches, 200);
        _desk.Add("task2.png", SignatureVerdict.Matches, 200);

        var page = RenderPage($"request={first.Id}&tab=raw");

        Assert.Equal("{\"externalId\":\"task1.png\"}", page.Find("[data-testid=raw]").TextContent);
    }

    [Fact]
    public void Publish_NewRequest_ShowsWithoutReload()
    {
        var page = RenderPage();

        _desk.Add("task7.png", SignatureVerdict.Matches, 200);
        _desk.Publish(new(ProjectKey));

        page.WaitForAssertion(() => Assert.Contains(
            "task7.png", page.Find("[data-testid=received-panel]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void Answer_Chosen_IsSavedAtOnce()
    {
        var page = RenderPage();

        page.Find("[data-testid=answer-ServerError500]").Click();

        Assert.Equal(ReceiverAnswer.ServerError500, _desk.Setup.Answer);
        Assert.Equal("true", page.Find("[data-testid=answer-ServerError500]").GetAttribute("aria-pressed"));
    }

    [Fact]
    public void Render_SenderHungUp_SaysSo()
    {
        _desk.Add("task1.png", SignatureVerdict.Matches, status: null, answerMs: 10_003);

        var page = RenderPage();

        Assert.Contains("the sender hung up after 10.0 s", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_UnknownProject_SaysSo()
    {
        _desk.Exists = false;

        Assert.Contains("There is no such project", RenderPage().Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<TestReceiverPage> RenderPage(string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/projects/{ProjectKey}/receiver?{query}");

        return Render<TestReceiverPage>(parameters => parameters.Add(page => page.ProjectId, ProjectKey));
    }

    /// <summary>A receiver in memory.</summary>
    private sealed class Desk : ITestReceivers, IReceivedLog, IProjectFeed
    {
        private readonly List<ReceivedDetails> _kept = [];
        private Func<Task>? _changed;

        public ReceiverSetup Setup { get; set; } = new("http://127.0.0.1:5080/receiver/k7Qd2mXv", ReceiverAnswer.Ok200, ["Webhook"], true);

        public bool Exists { get; set; } = true;

        public ReceivedLine Add(string externalId, SignatureVerdict verdict, int? status, double? answerMs = 9)
        {
            var line = new ReceivedLine(
                Id<ReceivedWebhook>.New(Now), Now, status, answerMs, verdict, externalId, AttemptTrigger.Rerun, 2, "WebhookStudio/0.1.0");
            var body = Encoding.UTF8.GetBytes($$"""{"externalId":"{{externalId}}"}""");
            _kept.Insert(0, new(line, [new("Host", "127.0.0.1")], "application/json", body, false, "aa", "bb"));

            return line;
        }

        public Task<ReceiverSetup?> OpenAsync(Id<Project> project, CancellationToken cancellationToken) =>
            Task.FromResult(Exists ? Setup : null);

        public Task<Id<Project>?> FindProjectAsync(string token, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task AnswerWithAsync(Id<Project> project, ReceiverAnswer answer, CancellationToken cancellationToken)
        {
            Setup = Setup with { Answer = answer };

            return Task.CompletedTask;
        }

        public Task<int> ClearAsync(Id<Project> project, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<ReceivedLine>> ListAsync(Id<Project> project, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<ReceivedLine>>([.. _kept.Select(kept => kept.Line)]);

        public Task<ReceivedDetails?> FindAsync(
            Id<Project> project, Id<ReceivedWebhook> request, CancellationToken cancellationToken) =>
            Task.FromResult(_kept.FirstOrDefault(kept => kept.Line.Id == request));

        public IDisposable Subscribe(Id<Project> project, Func<Task> changed)
        {
            _changed = changed;

            return new CancellationTokenSource();
        }

        public void Publish(Id<Project> project) => _ = _changed!();
    }
}
