using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace WebhookStudio.Components.Shared;

/// <summary>Asks once before something happens; names counts and destinations in its text.</summary>
public sealed partial class ConfirmDialog : ComponentBase
{
    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    /// <summary>Gets or sets the question, for example "Re-run 12 held tasks?".</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter]
    public string? Text { get; set; }

    /// <summary>Gets or sets the button's words: verb, object, count.</summary>
    [Parameter, EditorRequired]
    public required string ConfirmText { get; set; }

    [Parameter]
    public string CancelText { get; set; } = "Cancel";

    /// <summary>Gets or sets whether something is lost by confirming.</summary>
    [Parameter]
    public bool Danger { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private void Confirm() => Dialog.Close(DialogResult.Ok(true));

    private void Cancel() => Dialog.Cancel();
}
