using MudBlazor;
using WebhookStudio.Components.Shared;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Features.Workflows;

/// <summary>What a person does to a workflow: each edit says what was done, and a refusal says why it was not.</summary>
/// <param name="session">The workflow under edit.</param>
/// <param name="email">Who edits.</param>
/// <param name="snackbar">Where refusals and results are told.</param>
/// <param name="dialogs">Asks before something is lost.</param>
/// <param name="changed">Draws the page again.</param>
internal sealed class EditorActions(
    EditorSession session, string email, ISnackbar snackbar, IDialogService dialogs, Action changed)
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
            snackbar.Add(refusal.Message, Severity.Warning);
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
        snackbar.Add(said, Severity.Normal, snack =>
        {
            snack.Action = "Undo";
            snack.OnClick = _ => UndoRemoveAsync(result, said);
        });

        return true;
    }

    /// <summary>Makes the draft live. Gives the problem that keeps it from that, if it belongs to a place on the page.</summary>
    public async Task<WorkflowProblem?> SaveAsync(CancellationToken cancellationToken)
    {
        if (IsSaving || !Model.IsDirty)
        {
            return null;
        }

        snackbar.RemoveByKey(NotSaved);

        if (session.Error is { } error)
        {
            Refuse($"Not saved: {error.Message}");

            return error;
        }

        IsSaving = true;

        try
        {
            await session.SaveAsync(email, cancellationToken);
            snackbar.Add($"Saved. v{session.View.Version} is live", Severity.Success);
            Say($"Saved. Live v{session.View.Version}");
        }
        catch (DomainRuleException refusal)
        {
            Refuse($"Not saved: {refusal.Message}");
        }
        finally
        {
            IsSaving = false;
        }

        return null;
    }

    public async Task DiscardAsync(CancellationToken cancellationToken)
    {
        var text = $"{StageFace.Number(Model.Changes, "change")} will be lost. The live workflow is loaded again.";

        if (await dialogs.ConfirmAsync("Discard changes?", text, "Discard changes", danger: true))
        {
            await session.DiscardAsync(cancellationToken);
            Say("Changes discarded");
        }
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
            snackbar.Add($"\"{said}\" was not taken back: there are newer changes. Use Undo in the header.", Severity.Warning);
        }

        return Task.CompletedTask;
    }

    private void Refuse(string message)
    {
        Say(message);
        snackbar.Add(message, Severity.Error, snack => snack.RequireInteraction = true, NotSaved);
    }

    private void Say(string said)
    {
        session.Check();
        Said = said;

        if (session.Error is null)
        {
            snackbar.RemoveByKey(NotSaved);
        }

        changed();
    }
}
