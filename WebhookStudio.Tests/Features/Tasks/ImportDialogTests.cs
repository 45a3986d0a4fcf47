using System.Text;
using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Tasks;

public sealed class ImportDialogTests : BunitContext
{
    private static readonly Id<Project> Project = Id<Project>.New(ListScene.Now);
    private readonly FakeImport _import = new();

    [Fact]
    public async Task Import_Files_KeepsTheFieldUntilTheLastIsRead()
    {
        var dialogs = await OpenAsync();
        _import.Reading = () => Assert.Single(dialogs.FindAll("input[type=file]"));

        dialogs.FindComponent<InputFile>().UploadFiles(Picture("a.png"), Picture("b.png"));
        dialogs.Find("[data-testid=import-batch]").Change("Tuesday");
        await dialogs.Find("[data-testid=import-start]").ClickAsync();

        dialogs.WaitForAssertion(() => Assert.Equal("2 tasks imported.", dialogs.Find("[data-testid=import-status]").TextContent));
        Assert.Equal(["Tuesday: a.png by ada@bakery.example", "Tuesday: b.png by ada@bakery.example"], _import.Calls);
    }

    [Fact]
    public async Task Import_OneIsRefused_TakesTheOthersAndSaysWhy()
    {
        var dialogs = await OpenAsync();

        dialogs.FindComponent<InputFile>().UploadFiles(Picture("broken.png"), Picture("b.png"));
        await dialogs.Find("[data-testid=import-start]").ClickAsync();

        dialogs.WaitForAssertion(() => Assert.Equal(
            "1 of 2 pictures imported, 1 not.", dialogs.Find("[data-testid=import-status]").TextContent));
        Assert.Equal("broken.png is no picture.", dialogs.Find("[data-testid=import-errors] li").TextContent.Trim());
        Assert.NotEmpty(dialogs.FindAll("[data-testid=import-close]"));
    }

    [Fact]
    public async Task Import_FileCannotBeRead_GoesOnWithTheNext()
    {
        var dialogs = await OpenAsync();
        var reads = 0;
        _import.Reading = () => _ = reads++ == 0 ? throw new Microsoft.JSInterop.JSException("gone") : 0;

        dialogs.FindComponent<InputFile>().UploadFiles(Picture("a.png"), Picture("b.png"));
        await dialogs.Find("[data-testid=import-start]").ClickAsync();

        dialogs.WaitForAssertion(() => Assert.Contains(
            "a.png could not be read", dialogs.Find("[data-testid=import-errors]").TextContent, StringComparison.Ordinal));
        Assert.Single(_import.Calls);
    }

    private static InputFileContent Picture(string name) =>
        InputFileContent.CreateFromBinary(Encoding.ASCII.GetBytes("picture"), name, contentType: "image/png");

    private async Task<IRenderedComponent<MudDialogProvider>> OpenAsync()
    {
        this.UseListPages(StudioRoles.Manager);
        Services.AddSingleton<ITaskImport>(_import);
        Services.AddSingleton<ITaskList>(new FakeTasks());
        var dialogs = Render<MudDialogProvider>();
        var actions = Services.GetRequiredService<TaskActions>();
        _ = dialogs.InvokeAsync(() => actions.ImportAsync(new(Project), [], "ada@bakery.example"));
        await Task.Yield();
        dialogs.WaitForElement("[data-testid=import-start]");

        return dialogs;
    }

    private sealed class FakeImport : ITaskImport
    {
        private string? _batch;

        public List<string> Calls { get; } = [];

        public Action Reading { get; set; } = () => { };

        public Task<Id<Batch>> BatchAsync(Id<Project> project, string name, CancellationToken cancellationToken)
        {
            _batch = name;

            return Task.FromResult(Id<Batch>.New(ListScene.Now));
        }

        public Task ImportAsync(Id<Project> project, UploadedPicture picture, CancellationToken cancellationToken)
        {
            Reading();

            if (picture.FileName == "broken.png")
            {
                throw new DomainRuleException("picture.unknown", "broken.png is no picture.");
            }

            Calls.Add($"{_batch ?? "no batch"}: {picture.FileName} by {picture.By}");

            return Task.CompletedTask;
        }
    }
}
