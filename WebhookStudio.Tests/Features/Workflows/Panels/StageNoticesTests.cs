using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;
using MudBlazor.Services;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Features.Workflows.Panels;
using WebhookStudio.Platform;

namespace WebhookStudio.Tests.Features.Workflows.Panels;

public sealed class StageNoticesTests : BunitContext
{
    private static readonly DateTimeOffset Now = new(2026, 2, 6, 10, 16, 8, TimeSpan.Zero);
    private static readonly Id<Project> ProjectId = new("67a3be4088cb6f0f7976327b");

    private readonly FakeTimeProvider _clock = new(Now);
    private readonly RecordedCircuits _circuits = new();
    private readonly Workflow _workflow = Workflow.WithWebhook(new() { Url = "https://ml.bakery.example/hook" });

    public StageNoticesTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(_clock);
        Services.AddScoped<BrowserTime>();
        Services.AddSingleton<ICircuits>(_circuits);
    }

    private static StageHealth Refused => new(
        new(AttemptOutcome.ConnectionRefused, Now.AddMinutes(-2), Now.AddSeconds(40), Probes: 3), Blocked: null);

    [Fact]
    public void Render_NothingWrong_IsEmpty() => Assert.Equal("", RenderNotices(StageHealth.Fine).Markup.Trim());

    [Fact]
    public void Render_OpenCircuit_TellsCauseProbeAndWhoWaits() => Assert.Equal(
        "Connection refused since 10:14. Next probe in 40 s; 12 deliveries wait.",
        RenderNotices(Refused).Find("[data-testid=circuit-words]").TextContent);

    [Fact]
    public void Render_SecondsPass_CountsDown()
    {
        var notices = RenderNotices(Refused);

        _clock.Advance(TimeSpan.FromSeconds(2));

        notices.WaitForAssertion(() => Assert.Contains(
            "Next probe in 38 s", notices.Find("[data-testid=circuit-words]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void TryNow_Clicked_ClosesTheCircuitOfThisStage()
    {
        RenderNotices(Refused).Find("[data-testid=try-now]").Click();

        Assert.Equal([$"{ProjectId} {_workflow.Stages[2].Id}"], _circuits.Calls);
        Assert.Equal(
            "Webhook tries its receiver now",
            Assert.Single(Services.GetRequiredService<ISnackbar>().ShownSnackbars).Message);
    }

    [Fact]
    public void Render_WithoutTheRightToEdit_HasNoButton()
    {
        var notices = RenderNotices(Refused, canEdit: false);

        Assert.NotEmpty(notices.FindAll("[data-testid=circuit]"));
        Assert.Empty(notices.FindAll("[data-testid=try-now]"));
    }

    [Fact]
    public void Render_BlockedByOrder_LinksToTheHeldTasks()
    {
        var notices = RenderNotices(new(Circuit: null, new(Waiting: 5, Held: 1, "task3.png")));

        Assert.StartsWith(
            "5 wait behind task3.png, which is held.",
            notices.Find("[data-testid=blocked] p").TextContent,
            StringComparison.Ordinal);
        Assert.Equal(
            $"/projects/{ProjectId}/tasks?stage={_workflow.Stages[2].Id}&view=held",
            notices.Find("[data-testid=blocked-link]").GetAttribute("href"));
    }

    [Theory]
    [InlineData(0, 0.5, "2026-02-05 10:16", "A probe is due now; no delivery waits.")]
    [InlineData(1, 90, "2026-02-05 10:16", "Next probe in 1 min; 1 delivery waits.")]
    public void Sentence_OldCircuit_NamesTheDay(int waiting, double left, string since, string rest) => Assert.Equal(
        $"Host not found since {since}. {rest}",
        CircuitWords.Sentence(
            new(AttemptOutcome.HostNotFound, Now.AddDays(-1), Now.AddSeconds(left), 1), waiting, new(_clock), Now));

    private IRenderedComponent<StageNotices> RenderNotices(StageHealth health, bool canEdit = true) => Render<StageNotices>(notices => notices
        .Add(n => n.Face, new(_workflow.Stages[2], new(13, 1, 4, 8, null) { Pending = 8 }, WorkflowFacts.None, []) { Health = health })
        .Add(n => n.Project, ProjectId)
        .Add(n => n.ProjectUrl, $"/projects/{ProjectId}")
        .Add(n => n.CanEdit, canEdit));

    private sealed class RecordedCircuits : ICircuits
    {
        public List<string> Calls { get; } = [];

        public Task<bool> TryNowAsync(Id<Project> project, StageId stage, CancellationToken cancellationToken)
        {
            Calls.Add($"{project} {stage}");

            return Task.FromResult(true);
        }
    }
}
