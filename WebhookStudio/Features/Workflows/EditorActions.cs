using MudBlazor;
using WebhookStudio.Components.Shared;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Canvas;
using WebhookStudio.Features.Workflows.Drafts;

namespace WebhookStudio.Features.Workflows;

/// <summary>What a person does to a workflow: each edit says what was done, and a refusal says why it was not.</summary>
/// <param name="session">The workflow under edit.</param>
/// <param name="draft">Keeps what is edited.</param>
/// <param name="email">Who edits.</param>
/// <param name="voice">Where the person is told and asked.</param>
internal sealed class EditorActions(EditorSession session, EditorDraft draft, string email, EditorVoice voice)
{
    private const string NotSaved = "workflow-not-saved";

    /// <summary>Gets the last thing done, for those who listen.</summary>
    public string Said { get; private set; } = "";

    public bool IsSaving { get; private set; }

    private CanvasModel Model => session.Model;

    /// <summary>Does an edit; gives whether it was allowed.</summary>
    public bool Edit(string said, Action change)
    {
        try
        {
            change();
            Say(said);

            return true;
        }
        catch (DomainRuleException refusal)
        {
            voice.Snackbar.Add(refusal.Message, Severity.Warning);
            Say(refusal.Message);

            return false;
        }
    }

    public void Undo()
    {
        if (Model.UndoWords is { } words && Model.Undo())
        {
            Say($"Undone: {words}");
        }
    }

    public void Redo()
    {
        if (Model.RedoWords is { } words && Model.Redo())
        {
            Say($"Done again: {words}");
        }
    }

    /// <summary>Deletes a stage and offers to take that back; gives whether it was allowed.</summary>
    public bool Delete(StageId id) =>
        Model.Draft.Find(id) is { Name: var name } && Remove($"{name} deleted", () => Model.Remove(id));

    /// <summary>Does an edit that takes something away, and offers to take that back; gives whether it was allowed.</summary>
    public bool Remove(string said, Action change)
    {
        var before = Model.Draft;

        if (!Edit(said, change) || ReferenceEquals(before, Model.Draft))
        {
            return false;
        }

        var result = Model.Draft;
        voice.Snackbar.Add(said, Severity.Normal, snack =>
        {
            snack.Action = "Undo";
            snack.OnClick = _ => UndoRemoveAsync(result, said);
        });

        return true;
    }

    /// <summary>Makes the draft live, and asks where the tasks of stages go that it leaves behind. Errors keep it from that, and
    /// are shown.</summary>
    /// <param name="note">What the person writes about the new version, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>Whether it is live; the person has been told why if it is not.</returns>
    public async Task<bool> SaveAsync(string? note, CancellationToken cancellationToken)
    {
        if (IsSaving || !Model.IsDirty)
        {
            return false;
        }

        voice.Snackbar.RemoveByKey(NotSaved);

        if (session.Problems.Count(problem => problem.Severity is ProblemSeverity.Error) is > 0 and var errors)
        {
            Say($"Not saved: {StageFace.Number(errors, "error")}");
            await voice.ShowProblems();

            return false;
        }

        IsSaving = true;

        try
        {
            return await SaveOnceAsync(note, cancellationToken);
        }
        catch (DomainRuleException refusal)
        {
            Refuse($"Not saved: {refusal.Message}");

            return false;
        }
        finally
        {
            IsSaving = false;
        }
    }

    /// <summary>Makes the draft live although somebody else has saved since it began. Their workflow stays among the versions.</summary>
    public Task<bool> SaveOverAsync(CancellationToken cancellationToken)
    {
        session.Rebase();
        Say($"Your changes go on top of v{session.View.Version}");

        return SaveAsync(note: null, cancellationToken);
    }

    public async Task DiscardAsync(CancellationToken cancellationToken)
    {
        var text = $"{StageFace.Number(Model.Changes, "change")} will be lost. The live workflow is loaded again.";

        if (await voice.Dialogs.ConfirmAsync("Discard changes?", text, "Discard changes", danger: true))
        {
            await draft.DiscardAsync(cancellationToken);
            Say("Changes discarded");
        }
    }

    /// <summary>Puts another workflow in the place of the draft, as one step; what was edited is put aside first.</summary>
    /// <param name="words">What undo calls it, such as <c>restore v5</c>.</param>
    /// <param name="because">Why the draft was put aside, such as <c>before v5 was restored</c>.</param>
    /// <param name="workflow">The workflow.</param>
    /// <param name="cancellationToken">Cancels before anything has happened.</param>
    public async Task ReplaceAsync(string words, string because, Workflow workflow, CancellationToken cancellationToken)
    {
        await draft.KeepAsync(because, cancellationToken);
        Model.Replace(words, workflow);
        Say($"Done: {words}. It is not live yet");
    }

    /// <summary>Says something aloud, after looking for problems again.</summary>
    public void Say(string said)
    {
        session.Check();
        Said = said;
        draft.Look();

        if (session.Error is null)
        {
            voice.Snackbar.RemoveByKey(NotSaved);
        }

        voice.Changed();
    }

    /// <summary>Says what others have done, for everybody to see.</summary>
    public void Tell(string said)
    {
        voice.Snackbar.Add(said, Severity.Info);
        Say(said);
    }

    private async Task<bool> SaveOnceAsync(string? note, CancellationToken cancellationToken)
    {
        var left = await session.FindLeftAsync(cancellationToken);
        var moves = left.Count == 0 ? new Dictionary<StageId, StageId>() : await voice.Dialogs.AskMovesAsync(left, Model.Draft);

        if (moves is null)
        {
            Say("Not saved");

            return false;
        }

        var save = new WorkflowSave(Model.Draft, session.BaseVersion, email) { Note = note, MoveTasks = moves, EndsDraft = true };

        try
        {
            await draft.SaveAsync(() => session.SaveAsync(save, cancellationToken));
        }
        catch (DomainRuleException refusal) when (refusal.Code == "workflow.moved")
        {
            await session.RefreshAsync(cancellationToken);
            Say($"Not saved: {session.View.SavedBy} saved v{session.View.Version} meanwhile");

            return false;
        }

        voice.Snackbar.Add($"Saved. v{session.View.Version} is live", Severity.Success);
        Say($"Saved. Live v{session.View.Version}");

        return true;
    }

    /// <summary>The toast may outlive its step: what was done since must not be undone in its place.</summary>
    private Task UndoRemoveAsync(Workflow result, string said)
    {
        if (ReferenceEquals(Model.Draft, result))
        {
            Undo();
        }
        else
        {
            voice.Snackbar.Add($"\"{said}\" was not taken back: there are newer changes. Use Undo in the header.", Severity.Warning);
        }

        return Task.CompletedTask;
    }

    private void Refuse(string message)
    {
        Say(message);
        voice.Snackbar.Add(message, Severity.Error, snack => snack.RequireInteraction = true, NotSaved);
    }
}
