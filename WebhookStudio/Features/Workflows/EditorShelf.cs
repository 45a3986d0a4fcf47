using MudBlazor;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Canvas;
using WebhookStudio.Features.Workflows.Drafts;
using WebhookStudio.Features.Workflows.Json;
using WebhookStudio.Features.Workflows.Versions;

namespace WebhookStudio.Features.Workflows;

/// <summary>Brings whole workflows into the editor: versions, drafts put aside, JSON, and what somebody else has saved. Each
/// becomes a draft, never live at once.</summary>
/// <param name="session">The workflow under edit.</param>
/// <param name="actions">Does the edits.</param>
/// <param name="versions">The versions.</param>
/// <param name="drafts">The drafts.</param>
/// <param name="dialogs">Asks and shows.</param>
/// <param name="key">Whose editor it is.</param>
internal sealed class EditorShelf(
    EditorSession session,
    EditorActions actions,
    IWorkflowVersions versions,
    IWorkflowDrafts drafts,
    IDialogService dialogs,
    DraftKey key)
{
    /// <summary>Gets a number that grows whenever a draft was put aside.</summary>
    public int Tick { get; private set; }

    /// <summary>Puts a version in the place of the draft. Its stages take the secrets that they have now.</summary>
    public async Task RestoreAsync(int number, CancellationToken cancellationToken)
    {
        if (await versions.GetAsync(key.Project, number, cancellationToken) is not { } version)
        {
            actions.Say($"v{number} is not kept any more");

            return;
        }

        var restored = StoredValues.Restore(version.Workflow, session.View.Workflow);
        await actions.ReplaceAsync($"restore v{number}", $"before v{number} was restored", restored, cancellationToken);
        Tick++;
        var gone = restored.Stages.Select(stage => stage.Settings).OfType<WebhookStageSettings>()
            .SelectMany(StoredValues.Of).Count(value => value.IsForgotten);

        if (gone > 0)
        {
            actions.Say($"v{number} is your draft now. {StageFace.Number(gone, "secret")} must be entered again");
        }
    }

    /// <summary>Puts a draft that was put aside in the place of the one that is edited.</summary>
    public async Task TakeUpAsync(KeptDraft kept, CancellationToken cancellationToken)
    {
        if (await drafts.FindKeptAsync(key, kept.Id, cancellationToken) is { } draft)
        {
            await actions.ReplaceAsync(
                "take up a draft", "before another draft was taken up", draft.Workflow, cancellationToken);
            Tick++;
        }
    }

    /// <summary>Shows the workflow as JSON, and takes another over.</summary>
    public async Task ShowStagesAsync(CancellationToken cancellationToken)
    {
        var source = new StagesDialogSource(
            session.View.ProjectName, session.Model.Draft, session.View.Workflow, session.Model.Changes);

        if (await dialogs.ShowStagesAsync(source) is { } imported)
        {
            await actions.ReplaceAsync("import JSON", "before JSON was imported", imported, cancellationToken);
            Tick++;
        }
    }

    /// <summary>Shows what somebody else has saved, and does what the person decides.</summary>
    public async Task ReviewAsync(CancellationToken cancellationToken)
    {
        switch (await dialogs.ReviewAsync(Review.Of(session)))
        {
            case ReviewChoice.SaveMine:
                await actions.SaveOverAsync(cancellationToken);
                break;
            case ReviewChoice.TakeTheirs:
                await actions.DiscardAsync(cancellationToken);
                break;
        }
    }

    /// <summary>Saves with a note.</summary>
    public async Task SaveWithNoteAsync(CancellationToken cancellationToken)
    {
        if (await dialogs.AskNoteAsync() is { } note)
        {
            await actions.SaveAsync(note, cancellationToken);
        }
    }
}
