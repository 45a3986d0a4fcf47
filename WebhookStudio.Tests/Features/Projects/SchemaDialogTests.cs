using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Projects;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Projects;

public sealed class SchemaDialogTests : BunitContext
{
    private readonly FakeProjects _projects = new();

    [Fact]
    public async Task Save_ClassWithoutATitle_SaysSoAtTheRow()
    {
        var dialogs = await OpenAsync(StudioRoles.Manager);
        await ClickAsync(dialogs, "add-tool");

        await ClickAsync(dialogs, "save-schema");

        Assert.Equal("Give the class a title.", dialogs.Find("[data-testid=tool-row] [data-testid=tool-error]").TextContent.Trim());
        Assert.Empty(_projects.Saved);
    }

    [Fact]
    public async Task Enter_InAnOption_AddsTheNext()
    {
        var dialogs = await OpenAsync(StudioRoles.Manager);
        await AskAsync(dialogs);

        await dialogs.Find("[data-testid=option-value]").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });
        await dialogs.FindAll("[data-testid=option-value]")[1].InputAsync("Dark");
        await ClickAsync(dialogs, "save-schema");

        var question = Assert.Single(Assert.Single(_projects.Saved).Classifications);
        Assert.Equal(["Golden", "Dark"], question.Options.Select(option => option.Value));
    }

    [Fact]
    public async Task Save_NoManagerAnyMore_IsRefused()
    {
        var dialogs = await OpenAsync(StudioRoles.Labeler);
        await AskAsync(dialogs);

        await ClickAsync(dialogs, "save-schema");

        Assert.Contains("Only a manager", dialogs.Find("[data-testid=schema-refusal]").TextContent, StringComparison.Ordinal);
        Assert.Empty(_projects.Saved);
    }

    private static Task ClickAsync(IRenderedComponent<MudDialogProvider> dialogs, string id) =>
        dialogs.Find($"[data-testid={id}]").ClickAsync();

    private static async Task AskAsync(IRenderedComponent<MudDialogProvider> dialogs)
    {
        await ClickAsync(dialogs, "add-question");
        await dialogs.Find("[data-testid=question-title]").InputAsync("Baking degree");
        await dialogs.Find("[data-testid=option-value]").InputAsync("Golden");
    }

    private async Task<IRenderedComponent<MudDialogProvider>> OpenAsync(string role)
    {
        this.UseListPages(role);
        Services.AddSingleton<IProjectService>(_projects);
        var dialogs = Render<MudDialogProvider>();
        var parameters = new DialogParameters<SchemaDialog>
        {
            { dialog => dialog.Project, Id<Project>.New(ListScene.Now) },
            { dialog => dialog.Schema, CategorySchema.Empty },
        };
        await dialogs.InvokeAsync(() => Services.GetRequiredService<IDialogService>().ShowAsync<SchemaDialog>(null, parameters));
        dialogs.WaitForElement("[data-testid=schema-dialog]");

        return dialogs;
    }

    private sealed class FakeProjects : IProjectService
    {
        public List<CategorySchema> Saved { get; } = [];

        public Task<Id<Project>> CreateAsync(
            string name, string description, ProjectTemplate template, string owner, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<ProjectCard>> ListAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ProjectCard?> GetAsync(Id<Project> project, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<CategorySchema?> GetSchemaAsync(Id<Project> project, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task ChangeSchemaAsync(
            Id<Project> project, SchemaChange change, string by, CancellationToken cancellationToken)
        {
            Saved.Add(change.To);

            return Task.CompletedTask;
        }
    }
}
