using Microsoft.AspNetCore.Components;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Features.Tasks;

/// <summary>Imports assets: pictures that are uploaded, or a list of addresses.</summary>
public sealed partial class ImportDialog : ComponentBase
{
    private bool _isList;
    private bool _busy;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [Parameter, EditorRequired]
    public required Id<Project> Project { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<RailBatch> Batches { get; set; }

    /// <summary>Gets or sets the email address of who imports.</summary>
    [Parameter, EditorRequired]
    public required string By { get; set; }

    private void SetBusy(bool busy) => _busy = busy;
}
