using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Features.Workflows.Drafts;

namespace WebhookStudio.Tests.Features.Workflows.Drafts;

public sealed class MoveTasksDialogTests : BunitContext
{
    private static readonly Workflow Live = Workflow.WithWebhook(new() { Url = "https://ml.bakery.example/hook" });

    public MoveTasksDialogTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
    }

    private static Stage Webhook => Live.Stages[2];

    private static Workflow Without => new() { Stages = [.. Live.Stages.Where(stage => stage.Id != Webhook.Id)] };

    [Fact]
    public async Task Render_RemovedStage_NamesTheTasksAndSuggestsTheStageBehind()
    {
        var (dialogs, asked) = await AskAsync(new LeftStage(Webhook, 5, IsRemoved: true));

        Assert.Equal("5 tasks are in Webhook, which is deleted.", dialogs.Find("label").TextContent);
        Assert.Contains("Webhooks that the stage still owes are cancelled. No webhook is sent", dialogs.Markup, StringComparison.Ordinal);
        Assert.Equal("Move 5 tasks and save", dialogs.Find("[data-testid=move-confirm]").TextContent);
        await dialogs.Find("[data-testid=move-confirm]").ClickAsync(new());

        Assert.Equal([KeyValuePair.Create(Webhook.Id, StageId.Complete)], await asked);
    }

    [Fact]
    public async Task Choose_AnotherStage_IsTheAnswer()
    {
        var (dialogs, asked) = await AskAsync(new LeftStage(Webhook, 1, IsRemoved: true));

        dialogs.Find("[data-testid=move-target]").Change("Label");
        await dialogs.Find("[data-testid=move-confirm]").ClickAsync(new());

        Assert.Equal([KeyValuePair.Create(Webhook.Id, StageId.Label)], await asked);
    }

    [Fact]
    public async Task Render_UnreachableStage_LeavesTheTasksUnlessTold()
    {
        var (dialogs, asked) = await AskAsync(new LeftStage(Live.Get(StageId.Label), 2, IsRemoved: false));

        Assert.Equal("2 tasks are in Label, to which no connector leads any more.", dialogs.Find("label").TextContent);
        Assert.Equal("Save", dialogs.Find("[data-testid=move-confirm]").TextContent);
        await dialogs.Find("[data-testid=move-confirm]").ClickAsync(new());

        Assert.Empty((await asked)!);
    }

    [Fact]
    public async Task Cancel_SavesNothing()
    {
        var (dialogs, asked) = await AskAsync(new LeftStage(Webhook, 5, IsRemoved: true));

        await dialogs.Find(".mud-dialog-actions button").ClickAsync(new());

        Assert.Null(await asked);
    }

    [Fact]
    public async Task Navigate_WhileAsked_SavesNothing()
    {
        var (_, asked) = await AskAsync(new LeftStage(Webhook, 5, IsRemoved: true));

        Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().NavigateTo("/elsewhere");

        Assert.Null(await asked.WaitAsync(TimeSpan.FromSeconds(10), Xunit.TestContext.Current.CancellationToken));
    }

    private async Task<(IRenderedComponent<MudDialogProvider> Dialogs, Task<IReadOnlyDictionary<StageId, StageId>?> Asked)> AskAsync(LeftStage left)
    {
        Render<MudPopoverProvider>();
        var dialogs = Render<MudDialogProvider>();
        var service = Services.GetRequiredService<IDialogService>();
        Task<IReadOnlyDictionary<StageId, StageId>?> asked = null!;
        await dialogs.InvokeAsync(() =>
        {
            asked = service.AskMovesAsync([left], Without);
        });
        dialogs.WaitForElement("[data-testid=move-confirm]");

        return (dialogs, asked);
    }
}
