using Microsoft.AspNetCore.Components;
using MudBlazor;
using WebhookStudio.Domain;

namespace WebhookStudio.Features.Projects;

/// <summary>Asks for the name of a new project and makes it; the result is its identifier.</summary>
public sealed partial class NewProjectDialog : ComponentBase
{
    private string _name = "";
    private string _description = "";
    private string? _problem;
    private ProjectTemplate _template;
    private bool _busy;

    [Inject]
    public required IProjectService Projects { get; init; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    /// <summary>Gets or sets the email address of who makes it.</summary>
    [Parameter, EditorRequired]
    public required string Owner { get; set; }

    private async Task CreateAsync()
    {
        if (_busy)
        {
            return;
        }

        _busy = true;

        try
        {
            var id = await Projects.CreateAsync(_name, _description, _template, Owner, CancellationToken.None);
            Dialog.Close(DialogResult.Ok(id.Value));
        }
        catch (DomainRuleException refusal)
        {
            _problem = refusal.Message;
        }
        finally
        {
            _busy = false;
        }
    }
}
