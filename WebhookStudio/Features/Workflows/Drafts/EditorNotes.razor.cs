using Microsoft.AspNetCore.Components;

namespace WebhookStudio.Features.Workflows.Drafts;

/// <summary>The row of notes under the header of the editor.</summary>
public sealed partial class EditorNotes : ComponentBase
{
    private int? _kept;

    /// <summary>Gets or sets what is live.</summary>
    [Parameter, EditorRequired]
    public required WorkflowView Live { get; set; }

    /// <summary>Gets or sets the number of the live workflow that the edits began with.</summary>
    [Parameter, EditorRequired]
    public int BaseVersion { get; set; }

    /// <summary>Gets or sets whether there are edits, and somebody has saved since they began.</summary>
    [Parameter]
    public bool IsBehind { get; set; }

    [Parameter]
    public DraftView? Restored { get; set; }

    [Parameter]
    public DraftState State { get; set; }

    [Parameter]
    public bool Saving { get; set; }

    [Parameter]
    public EventCallback OnReview { get; set; }

    [Parameter]
    public EventCallback OnSaveMine { get; set; }

    [Parameter]
    public EventCallback OnDismiss { get; set; }

    /// <summary>The person has seen it and goes on; the note stays, and asks no more.</summary>
    private void Keep() => _kept = Live.Version;
}
