using MudBlazor;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Json;

namespace WebhookStudio.Features.Workflows.Drafts;

/// <summary>The questions of the editor, in one call each.</summary>
internal static class DraftDialogs
{
    private static readonly DialogOptions Small = new() { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true };
    private static readonly DialogOptions Wide = new() { MaxWidth = MaxWidth.Medium, FullWidth = true, CloseOnEscapeKey = true };

    /// <summary>Asks where tasks go.</summary>
    /// <returns>From stage to stage; <see langword="null"/> if the person thought better of it.</returns>
    public static async Task<IReadOnlyDictionary<StageId, StageId>?> AskMovesAsync(
        this IDialogService dialogs, IReadOnlyList<LeftStage> left, Workflow edited)
    {
        var parameters = new DialogParameters<MoveTasksDialog>
        {
            { dialog => dialog.Left, left },
            { dialog => dialog.Edited, edited },
        };

        return await AskAsync<MoveTasksDialog>(dialogs, parameters, Small) as Dictionary<StageId, StageId>;
    }

    /// <summary>Asks for a note about the version that is to be saved.</summary>
    /// <returns>The note, perhaps empty; <see langword="null"/> if the person does not want to save.</returns>
    public static async Task<string?> AskNoteAsync(this IDialogService dialogs) =>
        await AskAsync<SaveNoteDialog>(dialogs, [], Small) as string;

    /// <summary>Asks what to do before changes that are not live are left.</summary>
    public static async Task<LeaveChoice> AskLeaveAsync(this IDialogService dialogs, int changes)
    {
        var parameters = new DialogParameters<LeaveDialog> { { dialog => dialog.Changes, changes } };

        return await AskAsync<LeaveDialog>(dialogs, parameters, Small) is LeaveChoice choice ? choice : LeaveChoice.Stay;
    }

    /// <summary>Shows what somebody else has saved beside the person's own changes.</summary>
    /// <returns>What the person decides; <see langword="null"/> if nothing.</returns>
    public static async Task<ReviewChoice?> ReviewAsync(this IDialogService dialogs, Review review)
    {
        var parameters = new DialogParameters<ReviewDialog> { { dialog => dialog.Review, review } };

        return await AskAsync<ReviewDialog>(dialogs, parameters, Wide) as ReviewChoice?;
    }

    /// <summary>Shows the workflow as JSON, and takes another in.</summary>
    /// <returns>The workflow to take over as draft, or <see langword="null"/>.</returns>
    public static async Task<Workflow?> ShowStagesAsync(this IDialogService dialogs, StagesDialogSource source)
    {
        var parameters = new DialogParameters<StagesDialog> { { dialog => dialog.Source, source } };

        return await AskAsync<StagesDialog>(dialogs, parameters, Wide) as Workflow;
    }

    private static async Task<object?> AskAsync<T>(IDialogService dialogs, DialogParameters parameters, DialogOptions options)
        where T : Microsoft.AspNetCore.Components.IComponent
    {
        var dialog = await dialogs.ShowAsync<T>(null, parameters, options);

        return await dialog.Result is { Canceled: false, Data: var data } ? data : null;
    }
}
