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
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Features.Workflows.Canvas;
using WebhookStudio.Features.Workflows.Panels;
using WebhookStudio.Platform;
using WebhookStudio.Tests.Features.Deliveries;
using WebhookStudio.Tests.Features.Tasks;

namespace WebhookStudio.Tests.Features.Workflows.Panels;

public sealed class StageDrawerTests : BunitContext
{
    private static readonly DateTimeOffset Now = new(2026, 2, 6, 10, 14, 8, TimeSpan.Zero);
    private static readonly Id<Project> ProjectId = new("67a3be4088cb6f0f7976327b");

    private readonly FakeLog _log = new();
    private readonly FakeRetries _retries = new();
    private string? _tab;
    private bool _canEdit = true;
    private CanvasModel _model = new(Workflow.WithWebhook(new() { Url = "https://ml.bakery.example/hook" }));

    public StageDrawerTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now));
        Services.AddScoped<BrowserTime>();
        Services.AddSingleton<IRecentLog>(_log);
        Services.AddSingleton<ISecretProtector, FakeProtector>();
        Services.AddSingleton<IDeliveryReruns, PageFakes.Reruns>();
        Services.AddSingleton<IBulkRuns, PageFakes.Runs>();
        Services.AddSingleton<IWebhookTests, PageFakes.NoTests>();
        Services.AddSingleton<ITaskList, FakeTasks>();
        Services.AddSingleton<ICircuits, NoCircuits>();
        Services.AddSingleton<IPlannedRetries>(_retries);
        Services.AddSingleton<IPayloadPreviews, NoPreviews>();
        Services.AddSingleton<ISignatureChecks, NoChecks>();
    }

    private WebhookStageSettings Settings => (WebhookStageSettings)_model.Draft.Stages[2].Settings;

    [Fact]
    public void Url_WithoutScheme_SaysWhatIsMissing()
    {
        var drawer = RenderDrawer(StageCount.None);

        drawer.Find("[data-testid=webhook-url]").Change("ml.bakery.example/hook");
        drawer = RenderDrawer(StageCount.None);

        Assert.Equal(
            "The address needs http:// or https:// in front.",
            drawer.Find("[data-testid=webhook-url-error]").TextContent.Trim());
    }

    [Fact]
    public void Rerun_NothingHeld_IsDisabledWithTheReason()
    {
        var rerun = RenderDrawer(StageCount.None).Find("[data-testid=rerun]");

        Assert.True(rerun.HasAttribute("disabled"));
        Assert.Equal("No held tasks", rerun.QuerySelector("small")!.TextContent);
    }

    [Fact]
    public void Rerun_HeldTasks_NamesTheirNumber()
    {
        var rerun = RenderDrawer(new(13, 12, 0, 1, null)).Find("[data-testid=rerun]");

        Assert.False(rerun.HasAttribute("disabled"));
        Assert.StartsWith("Re-run 12 held tasks", rerun.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rerun_OneCauseChosen_SendsThatGroup()
    {
        var tasks = (FakeTasks)Services.GetRequiredService<ITaskList>();
        tasks.GivenHeld(12);
        tasks.Failing = tasks.Failing with
        {
            Causes = [new(AttemptOutcome.Answered, 503, 9, 0), new(AttemptOutcome.TimedOut, null, 3, 0)],
        };
        Render<MudPopoverProvider>();
        var dialogs = Render<MudDialogProvider>();

        RenderDrawer(new(13, 12, 0, 1, null)).Find("[data-testid=rerun]").Click();
        Assert.Equal("Re-run 12 held tasks?", dialogs.WaitForElement("h2").TextContent);
        dialogs.FindAll("[data-testid=rerun-choice]")[1].Change(true);
        await dialogs.Find("[data-testid=rerun-confirm]").ClickAsync();

        var reruns = (PageFakes.Reruns)Services.GetRequiredService<IDeliveryReruns>();
        dialogs.WaitForAssertion(() => Assert.Equal([$"stage {_model.Draft.Stages[2].Id}, cause 503 by "], reruns.Calls));
    }

    [Fact]
    public void Run_GoesOn_HasItsStripAboveTheSettings()
    {
        var drawer = RenderDrawer(new(12, 1, 0, 8, null), BulkRunStripTests.Run(12, 3, 1, 8));

        Assert.Equal("4 of 12 sent: 3 delivered, 1 held", drawer.Find("[data-testid=run-words]").TextContent);
        Assert.Empty(drawer.FindAll("[data-testid=run-hint]"));
    }

    [Fact]
    public void Run_LastOneFailedAsAWhole_SaysWhatToCheck()
    {
        var failed = BulkRunStripTests.Run(12, 0, 12, 0, BulkRunStatus.Finished) with { OnlyCause = new(AttemptOutcome.Answered, 401) };

        var drawer = RenderDrawer(new(12, 12, 0, 0, null), failed);

        Assert.Equal(
            "Last re-run: All 12 failed with 401: check the secret.", drawer.Find("[data-testid=run-hint]").TextContent.Trim());
        Assert.Empty(drawer.FindAll("[data-testid=run-strip]"));
    }

    [Fact]
    public void Logs_SomeAttempts_HaveTheFormOfTheLog()
    {
        _log.Lines.Add(new(new("67a3be4088cb6f0f79763271"), Now, AttemptOutcome.Answered, 503, false, "task5.png"));
        _log.Lines.Add(new(new("67a3be4088cb6f0f79763272"), Now, AttemptOutcome.TimedOut, null, false, "task18.png"));
        _log.Lines.Add(new(new("67a3be4088cb6f0f79763273"), Now, AttemptOutcome.Answered, 200, true, "task1.png") { Trigger = AttemptTrigger.Test });

        var lines = RenderDrawer(StageCount.None).FindAll("[data-testid=log-line]");

        Assert.Equal(
            ["[2026-02-06 10:14:08][503] task5.png", "[2026-02-06 10:14:08][Timed out] task18.png", "[2026-02-06 10:14:08][200] task1.png (test)"],
            lines.Select(line => line.TextContent.Trim()));
        Assert.EndsWith("&entry=67a3be4088cb6f0f79763271", lines[0].GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void Secret_Typed_IsSealedAndSigns()
    {
        var drawer = RenderDrawer(StageCount.None);

        drawer.Find("[data-testid=webhook-secret]").Change("your_secret_key");

        Assert.Equal(new SealedText("sealed:your_secret_key"), Settings.Secret);
        Assert.Equal(WebhookAuth.Secret, Settings.Auth);
    }

    [Fact]
    public void Secret_Stored_IsNeverInTheMarkup()
    {
        _model = new(Workflow.WithWebhook(new()
        {
            Url = "https://ml.bakery.example/hook",
            Auth = WebhookAuth.Secret,
            Secret = new("sealed:your_secret_key"),
        }));

        var drawer = RenderDrawer(StageCount.None);

        Assert.DoesNotContain("your_secret_key", drawer.Markup, StringComparison.Ordinal);
        Assert.Contains("Stored. Leave empty to keep.", drawer.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Header_ReservedName_IsRefused()
    {
        var drawer = RenderDrawer(StageCount.None);
        drawer.Find("[data-testid=advanced]").Click();

        drawer.Find("[data-testid=header-name]").Input("Content-Type");
        drawer.Find("[data-testid=header-value]").Input("text/plain");
        drawer.Find("[data-testid=header-add]").Click();

        Assert.Contains("set by the webhook itself", drawer.Find("[data-testid=header-error]").TextContent, StringComparison.Ordinal);
        Assert.Empty(Settings.Headers);
    }

    [Fact]
    public void Exhausted_LeaveByFailed_OffersItsNextStage()
    {
        var drawer = RenderDrawer(StageCount.None);
        Assert.Empty(drawer.FindAll("[data-testid=failed-stage]"));
        drawer.Find("[data-testid=advanced]").Click();

        drawer.Find("[data-testid=exhausted-Fail]").Change("on");
        drawer = RenderDrawer(StageCount.None);

        Assert.Equal(ExhaustedRule.Fail, Settings.OnExhausted);
        Assert.Equal(
            "Connect the output Failed of Webhook, or choose to keep failed tasks.",
            drawer.Find("[data-testid=next-error]").TextContent);
        drawer.Find("[data-testid=failed-stage]").Change("Complete");
        Assert.Equal(StageId.Complete, _model.Draft.Stages[2].FailedOutput);
        Assert.Equal(StageId.Complete, _model.Draft.Stages[2].Output);
    }

    [Theory]
    [InlineData(0, 0, "Settings Payload Verify")]
    [InlineData(12, 3, "Settings Payload Held12 Verify")]
    [InlineData(0, 3, "Settings Payload Retrying3 Verify")]
    public void Tabs_ByWhatIsHeld_AreThere(int held, int retrying, string tabs)
    {
        var drawer = RenderDrawer(new(20, held, retrying, 0, null));

        Assert.Equal(tabs, string.Join(' ', drawer.FindAll("[role=tab]").Select(tab => tab.TextContent.Trim())));
        Assert.Equal("true", drawer.Find("[data-testid=drawer-tab-Settings]").GetAttribute("aria-selected"));
    }

    [Fact]
    public void Tabs_Arrows_GoRound()
    {
        var drawer = RenderDrawer(StageCount.None);

        drawer.Find("[role=tablist]").KeyDown("ArrowLeft");
        Assert.Equal("verify", _tab);
        drawer = RenderDrawer(StageCount.None);
        drawer.Find("[role=tablist]").KeyDown("ArrowRight");

        Assert.Null(_tab);
    }

    [Fact]
    public void Tabs_AnotherOpen_KeepsWhatWasTypedInTheSettings()
    {
        var drawer = RenderDrawer(StageCount.None);
        drawer.Find("[data-testid=webhook-secret-generate]").Click();

        drawer.Render(d => d.Add(p => p.Tab, "verify"));
        Assert.True(drawer.Find("#drawer-panel-Settings").HasAttribute("hidden"));
        drawer.Render(d => d.Add(p => p.Tab, null));

        Assert.StartsWith("whsec_", drawer.Find("[data-testid=webhook-secret]").GetAttribute("value"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("held")]
    [InlineData("payload")]
    [InlineData("verify")]
    [InlineData("nonsense")]
    public void Tab_NotForLabelers_OrUnknown_IsTheSettings(string tab)
    {
        _canEdit = tab is "nonsense";
        _tab = tab;

        var drawer = RenderDrawer(StageCount.None);

        Assert.Equal(tab is "held", drawer.FindAll("[data-testid=drawer-tab-Held]").Count == 1);
        Assert.Equal(tab is "held", drawer.Find("#drawer-panel-Settings, .drawer-body--settings").HasAttribute("hidden"));
        Assert.Empty(drawer.FindAll("[data-testid=payload], [data-testid=snippet]"));
    }

    [Fact]
    public void Labeler_SeesNeitherPathNorSecret()
    {
        _canEdit = false;
        _model = new(Workflow.WithWebhook(new() { Url = "https://hooks.bakery.example/services/T0/openSesame?k=1", Secret = new("sealed") }));

        var drawer = RenderDrawer(StageCount.None);

        Assert.Equal("https://hooks.bakery.example, path hidden", drawer.Find("[data-testid=webhook-url]").GetAttribute("value"));
        Assert.DoesNotContain("openSesame", drawer.Markup, StringComparison.Ordinal);
        Assert.Empty(drawer.FindAll("[data-testid=duplicate], [data-testid=switch], [data-testid=delete-stage], [data-testid=menu-logs]"));
    }

    [Fact]
    public void Menu_Webhook_IsInTheOrderOfTheDesign() => Assert.Equal(
        ["rerun", "menu-test", "menu-logs", "menu-tasks", "duplicate", "switch", "delete-stage"],
        RenderDrawer(StageCount.None).FindAll(".drawer-tools [role=menuitem]").Select(item => item.GetAttribute("data-testid")));

    [Fact]
    public void Duplicate_Webhook_LeavesTheSecretBehind()
    {
        _model = new(Workflow.WithWebhook(new()
        {
            Url = "https://ml.bakery.example/hook",
            Auth = WebhookAuth.Secret,
            Secret = new("sealed:your_secret_key"),
            Concurrency = 4,
        }));

        RenderDrawer(StageCount.None).Find("[data-testid=duplicate]").Click();

        var copy = _model.Draft.Stages[^1];
        Assert.Equal(("Webhook copy", 0), (copy.Name, copy.Next.Length));
        Assert.Equal(new WebhookStageSettings { Url = "https://ml.bakery.example/hook", Concurrency = 4 }, copy.Settings);
        Assert.Equal("duplicate Webhook", _model.UndoWords);
    }

    [Fact]
    public void Switch_InTheSettings_SwitchesOff()
    {
        var drawer = RenderDrawer(StageCount.None);
        drawer.Find("[data-testid=advanced]").Click();

        drawer.Find("[data-testid=webhook-enabled]").Change(false);

        Assert.False(Settings.Enabled);
    }

    [Fact]
    public void Advanced_EachSetting_SaysItsDefault()
    {
        var drawer = RenderDrawer(StageCount.None);
        drawer.Find("[data-testid=advanced]").Click();

        var defaults = drawer.FindAll("#advanced .field-help, #advanced .rule, #advanced small")
            .Count(part => part.TextContent.Contains("efault", StringComparison.Ordinal));
        Assert.True(defaults >= 9, $"{defaults} defaults are written.");
    }

    [Fact]
    public void Retry_AskedByTheReceiver_SaysWhy()
    {
        _retries.Next = new(Now.AddSeconds(120), 120, "task5.png");

        var drawer = RenderDrawer(new(3, 0, 2, 0, null));

        Assert.Contains(
            "Next attempt at 10:16:08 for task5.png: waits 120 s because the receiver asked.",
            drawer.Find("[data-testid=retry-note]").TextContent,
            StringComparison.Ordinal);
    }

    private IRenderedComponent<StageDrawer> RenderDrawer(StageCount count, params BulkRunProgress[] runs)
    {
        var stage = _model.Draft.Stages[2];
        var problems = WorkflowCheck.Find(_model.Draft).Where(problem => problem.StageId == stage.Id).ToList();

        return Render<StageDrawer>(drawer => drawer
            .Add(d => d.Face, new(stage, count, WorkflowFacts.None, problems) { Runs = runs })
            .Add(d => d.Model, _model)
            .Add(d => d.Project, ProjectId)
            .Add(d => d.ProjectUrl, $"/projects/{ProjectId}")
            .Add(d => d.CanEdit, _canEdit)
            .Add(d => d.Tab, _tab)
            .Add(d => d.OnTab, tab => _tab = DrawerTabs.Word(tab))
            .Add(d => d.Edit, (_, change) =>
            {
                change();

                return Task.FromResult(true);
            }));
    }

    private sealed class FakeLog : IRecentLog
    {
        public List<RecentLine> Lines { get; } = [];

        public Task<IReadOnlyList<RecentLine>> LastAsync(
            Id<Project> project, StageId stage, int count, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<RecentLine>>(Lines);
    }

    private sealed class FakeProtector : ISecretProtector
    {
        public SealedText Seal(string text) => new($"sealed:{text}");

        public string Open(SealedText text) => throw new NotSupportedException();
    }

    private sealed class FakeRetries : IPlannedRetries
    {
        public PlannedRetry? Next { get; set; }

        public Task<PlannedRetry?> NextAsync(Id<Project> project, StageId stage, CancellationToken cancellationToken) =>
            Task.FromResult(Next);
    }

    private sealed class NoPreviews : IPayloadPreviews
    {
        public Task<PayloadPreview?> ComposeAsync(
            Id<Project> project, Stage stage, TaskChoice choice, CancellationToken cancellationToken) =>
            Task.FromResult<PayloadPreview?>(null);
    }

    private sealed class NoChecks : ISignatureChecks
    {
        public Task<SignatureDiagnosis> DiagnoseAsync(SignatureClaim claim, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }

    private sealed class NoCircuits : ICircuits
    {
        public Task<bool> TryNowAsync(Id<Project> project, StageId stage, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
