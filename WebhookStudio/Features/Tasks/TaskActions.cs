using MudBlazor;
using WebhookStudio.Components.Shared;
using WebhookStudio.Domain.Exports;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Exports;
using WebhookStudio.Features.Tasks.Operations;

namespace WebhookStudio.Features.Tasks;

/// <summary>
/// What a person does to many tasks at once. Each asks first; the result does it and says what was done, or that it has begun
/// where a strip shows the rest. It is <see langword="null"/> when the person thought better of it.
/// </summary>
public sealed class TaskActions(
    IDeliveryReruns reruns, ITaskFlow flow, ITaskList tasks, ITaskOperations operations, IExports exports,
    IDialogService dialogs)
{
    private static readonly DialogOptions Small = new() { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true };

    /// <summary>Re-runs exactly what the banner speaks of: what the stage and the filter find at that moment.</summary>
    public async Task<Func<Task<string?>>?> RerunShownAsync(
        TaskListPlace place, TaskQuery shown, FailingTasks failing, CancellationToken cancellationToken)
    {
        if (await dialogs.AskRerunAsync(failing, place.Cause) is not { } answer)
        {
            return null;
        }

        var choice = new RerunChoice(place.Project)
        {
            Stage = place.Stage,
            Cause = answer.Cause,
            Found = (place with { Cause = null }).IsFiltered ? shown with { Result = null } : null,
        };

        return async () => Sent((await reruns.RerunAsync(choice, place.Me, cancellationToken)).Count);
    }

    /// <summary>Re-runs those of the ticked tasks whose webhook failed.</summary>
    public async Task<Func<Task<string?>>?> RerunSelectedAsync(
        TaskListPlace place, TaskSelection selection, CancellationToken cancellationToken)
    {
        var failing = selection.Failing;
        var label = $"Re-run {TaskWords.Tasks(failing.Count)}";
        var stages = await tasks.FailingAsync(new(place.Project) { Stage = place.Stage }, cancellationToken);

        if (!await dialogs.ConfirmAsync($"{label}?", TaskWords.RerunConsequence(stages), label))
        {
            return null;
        }

        return async () =>
        {
            var result = await reruns.RerunAsync(new(place.Project) { Tasks = failing }, place.Me, cancellationToken);
            selection.Clear();

            return Sent(result.Count);
        };
    }

    /// <summary>Moves the ticked tasks to a stage.</summary>
    /// <param name="place">The page.</param>
    /// <param name="selection">What is ticked.</param>
    /// <param name="stages">Where tasks can go.</param>
    /// <param name="toLabel">Whether the Label stage is proposed, and not the one after the stage that is shown.</param>
    public async Task<Func<Task<string?>>?> MoveAsync(
        TaskListPlace place, TaskSelection selection, IReadOnlyList<RailStage> stages, bool toLabel)
    {
        var next = stages.SkipWhile(stage => stage.Id != place.Stage).Skip(1).FirstOrDefault();
        var label = stages.FirstOrDefault(stage => stage.Kind is StageKind.Label);
        var parameters = new DialogParameters<RequeueDialog>
        {
            { dialog => dialog.Stages, stages },
            { dialog => dialog.Count, selection.Count },
            { dialog => dialog.Proposed, (toLabel ? label : next ?? label)?.Id },
        };

        return await AskAsync<RequeueDialog>(parameters) is RequeueChoice choice
            ? Begin(place, selection, new(TaskChangeKind.Move)
            {
                Stage = choice.Stage.Id,
                StageName = choice.Stage.Name,
                Options = choice.Options,
            })
            : null;
    }

    /// <summary>Keeps the ticked tasks for a person, or for nobody.</summary>
    public async Task<Func<Task<string?>>?> AssignAsync(
        TaskListPlace place, TaskSelection selection, IReadOnlyList<TaskPerson> people)
    {
        var parameters = new DialogParameters<AssignDialog>
        {
            { dialog => dialog.People, people }, { dialog => dialog.Count, selection.Count }, { dialog => dialog.Me, place.Me },
        };

        return await AskAsync<AssignDialog>(parameters) is AssignChoice choice
            ? Begin(place, selection, TaskChange.AssignTo(choice.Email))
            : null;
    }

    /// <summary>Deletes the ticked tasks.</summary>
    public async Task<Func<Task<string?>>?> DeleteAsync(TaskListPlace place, TaskSelection selection) =>
        await AskAsync<DeleteTasksDialog>(new DialogParameters<DeleteTasksDialog> { { dialog => dialog.Count, selection.Count } }) is true
            ? Begin(place, selection, TaskChange.Delete)
            : null;

    /// <summary>Has the ticked tasks written into a file.</summary>
    public async Task<Func<Task<string?>>?> ExportAsync(TaskListPlace place, TaskSelection selection)
    {
        var parameters = new DialogParameters<ExportTasksDialog> { { dialog => dialog.Count, selection.Count } };

        if (await AskAsync<ExportTasksDialog>(parameters) is not ExportFormat format)
        {
            return null;
        }

        return async () =>
        {
            var list = await operations.FreezeAsync(selection.Chosen, CancellationToken.None);
            await exports.StartAsync(
                place.Project, new() { Format = format, List = list.Value, ListCount = selection.Count }, place.Me,
                CancellationToken.None);
            var words = $"{TaskWords.Tasks(selection.Count)} are being exported. The file will be on the Exports page.";
            selection.Clear();

            return words;
        };
    }

    /// <summary>Sends on those of the ticked tasks that wait in some Start or Hold stages. The button says it, so it is not asked
    /// again: a requeue takes it back.</summary>
    public Task<Func<Task<string?>>?> ForwardAsync(
        TaskListPlace place, TaskSelection selection, IReadOnlyList<RailStage> stages)
    {
        return Task.FromResult<Func<Task<string?>>?>(async () =>
        {
            var moved = 0;

            foreach (var stage in stages)
            {
                var choice = new ForwardChoice(place.Me) { Tasks = selection.Chosen };
                moved += await flow.ForwardAsync(place.Project, stage.Id, choice, CancellationToken.None);
            }

            selection.Clear();

            return moved == 0 ? "None of these tasks waits to be forwarded any more." : $"{TaskWords.Tasks(moved)} forwarded.";
        });
    }

    /// <summary>Opens the import, and waits until it is closed.</summary>
    public async Task ImportAsync(TaskListPlace place, IReadOnlyList<RailBatch> batches, string by)
    {
        var parameters = new DialogParameters<ImportDialog>
        {
            { dialog => dialog.Project, place.Project }, { dialog => dialog.Batches, batches }, { dialog => dialog.By, by },
        };
        var options = new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true, BackdropClick = false };
        var dialog = await dialogs.ShowAsync<ImportDialog>(null, parameters, options);
        await dialog.Result;
    }

    private async Task<object?> AskAsync<T>(DialogParameters<T> parameters)
        where T : Microsoft.AspNetCore.Components.IComponent
    {
        var dialog = await dialogs.ShowAsync<T>(null, parameters, Small);

        return await dialog.Result is { Canceled: false, Data: { } answer } ? answer : null;
    }

    private Func<Task<string?>> Begin(TaskListPlace place, TaskSelection selection, TaskChange change) => async () =>
    {
        await operations.StartAsync(place.Project, selection.Chosen, change, place.Me, CancellationToken.None);
        selection.Clear();

        return null;
    };

    private static string Sent(int count) => count switch
    {
        0 => "Nothing to re-run: no webhook is held any more.",
        1 => "1 webhook is on its way again.",
        _ => $"{count} webhooks are on their way again.",
    };
}
