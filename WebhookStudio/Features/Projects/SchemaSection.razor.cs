using Microsoft.AspNetCore.Components;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Features.Projects;

/// <summary>Says what a project's schema holds; managers open it for editing.</summary>
public sealed partial class SchemaSection : ComponentBase
{
    [Inject]
    public required IProjectService Projects { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [Parameter, EditorRequired]
    public Id<Project> Project { get; set; }

    [Parameter, EditorRequired]
    public required WorkflowFacts Facts { get; set; }

    [Parameter]
    public bool CanEdit { get; set; }

    /// <summary>Gets or sets who is signed in.</summary>
    [Parameter]
    public string Email { get; set; } = "";

    private bool IsEmpty => Facts is { Tools: 0, Questions: 0 };

    private string Summary => IsEmpty
        ? "No classes yet"
        : $"{StageFace.Number(Facts.Tools, "tool")}, {StageFace.Number(Facts.Questions, "question")}";

    private string Help => (IsEmpty, CanEdit) switch
    {
        (true, true) => "Add what is drawn on pictures and asked about them.",
        (true, false) => "A manager adds what is drawn on pictures and asked about them.",
        _ => "What is drawn on pictures and asked about them.",
    };

    private async Task OpenAsync()
    {
        if (await Projects.GetSchemaAsync(Project, CancellationToken.None) is not { } schema)
        {
            Snackbar.Add("There is no such project.", Severity.Error);
            return;
        }

        var parameters = new DialogParameters<SchemaDialog>
        {
            { dialog => dialog.Project, Project },
            { dialog => dialog.Schema, schema },
            { dialog => dialog.Email, Email },
        };
        var options = new DialogOptions
        {
            MaxWidth = MaxWidth.Medium,
            FullWidth = true,
            BackdropClick = false,
            CloseOnEscapeKey = false,
        };
        var dialog = await Dialogs.ShowAsync<SchemaDialog>(null, parameters, options);

        if (await dialog.Result is { Canceled: false })
        {
            Snackbar.Add("Classes and questions saved", Severity.Success);
        }
    }
}
