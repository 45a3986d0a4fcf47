using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Workflows.Drafts;
using WebhookStudio.Features.Workflows.Versions;

namespace WebhookStudio.Features.Workflows;

/// <summary>What lies on the desk of one person who has a workflow open.</summary>
/// <param name="Session">The workflow under edit.</param>
/// <param name="Draft">Keeps what is edited.</param>
/// <param name="Actions">What the person does to it.</param>
/// <param name="Shelf">Brings whole workflows in.</param>
internal sealed record EditorDesk(EditorSession Session, EditorDraft Draft, EditorActions Actions, EditorShelf Shelf);

/// <summary>Where a desk tells and asks.</summary>
/// <param name="Snackbar">Where refusals and results are told.</param>
/// <param name="Dialogs">Asks before something is lost.</param>
/// <param name="Changed">Draws the page again.</param>
/// <param name="ShowProblems">Opens the list of problems.</param>
internal sealed record EditorVoice(ISnackbar Snackbar, IDialogService Dialogs, Action Changed, Func<Task> ShowProblems);

/// <summary>What drafts and versions are kept with.</summary>
internal sealed record DraftTools(
    IWorkflowDrafts Drafts, IWorkflowVersions Versions, TimeProvider Clock, ILogger<EditorDraft> Logger);

/// <summary>Lays out desks.</summary>
internal sealed class EditorDesks(
    IWorkflowService workflows, IStageCounters counters, IStageHealthReader health, IBulkRuns runs, DraftTools tools)
{
    /// <summary>Opens the workflow of a project, or gives <see langword="null"/> if there is no such project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="email">Who opens it.</param>
    /// <param name="voice">Where the person is told and asked.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    public async Task<EditorDesk?> OpenAsync(
        Id<Project> project, string email, EditorVoice voice, CancellationToken cancellationToken)
    {
        if (await EditorSession.OpenAsync(workflows, counters, health, runs, project, cancellationToken) is not { } session)
        {
            return null;
        }

        var key = new DraftKey(project, email);
        var draft = new EditorDraft(tools.Drafts, session, key, tools.Clock, tools.Logger);
        var actions = new EditorActions(session, draft, email, voice);

        return new(session, draft, actions, new(session, actions, tools.Versions, tools.Drafts, voice.Dialogs, key));
    }
}
