using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries;

public sealed class BulkRunStripTests : BunitContext
{
    private static readonly Id<Project> Project = Id<Project>.New(ListScene.Now);

    public BulkRunStripTests() => this.UseListPages(StudioRoles.Manager);

    private PageFakes.Runs Runs => (PageFakes.Runs)Services.GetRequiredService<IBulkRuns>();

    public static BulkRunProgress Run(int total, int delivered, int failed, int left, BulkRunStatus status = BulkRunStatus.Running) => new()
    {
        Id = Id<BulkRun>.New(ListScene.Now),
        StageId = new StageId("hook"),
        Title = "All in Webhook",
        By = "ada@bakery.example",
        Status = status,
        Total = total,
        Delivered = delivered,
        Failed = failed,
        Left = left,
        CreatedAt = ListScene.Now,
        EndedAt = left == 0 ? ListScene.Now : null,
    };

    [Fact]
    public void Strip_SomeSent_TellsCountsAndRate()
    {
        var strip = RenderStrip(Run(12, 3, 1, 8) with { Rate = 2, EndsAt = ListScene.Now.AddMinutes(4) });

        Assert.Equal("4 of 12 sent: 3 delivered, 1 held", strip.Find("[data-testid=run-words]").TextContent);
        Assert.Contains("2 per second, about 4 min left", strip.Markup, StringComparison.Ordinal);
        Assert.Equal("4", strip.Find("[role=progressbar]").GetAttribute("aria-valuenow"));
        Assert.Equal("width:25%", strip.Find(".run-delivered").GetAttribute("style"));
        Assert.Equal("25 percent of the re-run sent", strip.Find("[role=status]").TextContent);
    }

    [Fact]
    public void Strip_TakenOverByAnotherRun_SaysSo() => Assert.Equal(
        "4 of 12 sent: 3 delivered, 1 held; 2 no longer part of it", BulkRunWords.Progress(Run(12, 3, 1, 6)));

    [Fact]
    public async Task Strip_Buttons_PauseResumeAndCancel()
    {
        var strip = RenderStrip(Run(12, 3, 1, 8));
        await strip.Find("[data-testid=run-pause]").ClickAsync();
        strip = RenderStrip(Run(12, 3, 1, 8, BulkRunStatus.Paused));
        Assert.Equal("Resume", strip.Find("[data-testid=run-pause]").TextContent);
        await strip.Find("[data-testid=run-pause]").ClickAsync();
        await strip.Find("[data-testid=run-cancel]").ClickAsync();

        Assert.Equal(["pause", "resume", "cancel"], Runs.Calls);
    }

    [Fact]
    public void Strip_Labeler_HasNoButtons() => Assert.Empty(RenderStrip(Run(12, 3, 1, 8), canEdit: false).FindAll("button"));

    [Theory]
    [InlineData(9, 3, BulkRunStatus.Finished, "9 delivered, 3 still held")]
    [InlineData(12, 0, BulkRunStatus.Finished, "12 delivered")]
    [InlineData(9, 1, BulkRunStatus.Finished, "9 delivered, 1 still held, 2 no longer part of it")]
    [InlineData(3, 1, BulkRunStatus.Cancelled, "Re-run cancelled: 3 delivered, 1 still held, 8 not sent")]
    public void Result_Ended_AddsUp(int delivered, int failed, BulkRunStatus status, string expected) =>
        Assert.Equal(expected, BulkRunWords.Result(Run(12, delivered, failed, 0, status)));

    [Fact]
    public void Watch_MyRunEnds_SaysHowOnce()
    {
        var watch = RenderWatch();
        Runs.Ended.Add(Run(12, 9, 3, 0, BulkRunStatus.Finished));
        Runs.Ended.Add(Run(5, 5, 0, 0, BulkRunStatus.Finished) with { By = "somebody@else.example" });

        Services.GetRequiredService<IProjectFeed>().Publish(Project);
        Services.GetRequiredService<IProjectFeed>().Publish(Project);

        watch.WaitForAssertion(() => Assert.Equal(["9 delivered, 3 still held"], Toasts()));
    }

    [Fact]
    public void Watch_AllFailedTheSameWay_AddsTheHint()
    {
        var watch = RenderWatch();
        Runs.Ended.Add(Run(12, 0, 12, 0, BulkRunStatus.Finished) with { OnlyCause = new(AttemptOutcome.Answered, 401) });

        Services.GetRequiredService<IProjectFeed>().Publish(Project);

        watch.WaitForAssertion(() => Assert.Equal(
            ["0 delivered, 12 still held. All 12 failed with 401: check the secret."], Toasts()));
    }

    [Fact]
    public void Watch_RunGoesOn_DrawsItsStrip()
    {
        Runs.Current.Add(Run(12, 3, 1, 8));

        Assert.Single(RenderWatch().FindAll("[data-testid=run-strip]"));
    }

    private IEnumerable<string> Toasts() =>
        Services.GetRequiredService<ISnackbar>().ShownSnackbars.Select(toast => toast.Message ?? "");

    private IRenderedComponent<BulkRunStrip> RenderStrip(BulkRunProgress run, bool canEdit = true) => Render<BulkRunStrip>(
        strip => strip.Add(s => s.Project, Project).Add(s => s.Run, run).Add(s => s.CanEdit, canEdit));

    private IRenderedComponent<BulkRunWatch> RenderWatch()
    {
        SetRendererInfo(new("Server", true));

        return Render<BulkRunWatch>(watch => watch
            .Add(w => w.Project, Project).Add(w => w.Email, "ada@bakery.example").Add(w => w.ShowsStrips, true));
    }
}
