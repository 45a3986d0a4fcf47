using MudBlazor;
using WebhookStudio.Components.Shared;
using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Features.Tasks;

/// <summary>
/// What a person does to many tasks at once. Each asks first; the result does it and says what was done, or is
/// <see langword="null"/> when the person thought better of it.
/// </summary>
public sealed class TaskActions(IDeliveryReruns reruns, ITaskFlow flow, ITaskList tasks, IDialogService dialogs)
{
    /// <summary>Re-runs exactly what the banner speaks of: what the stage and the filter find at that moment.</summary>
    public async Task<Func<Task<string>>?> RerunShownAsync(
        TaskListPlace place, FailingTasks failing, string by, CancellationToken cancellationToken)
    {
        if (await dialogs.AskRerunAsync(failing, place.Cause) is not { } answer)
        {
            return null;
        }

        var shown = place with { Cause = null };
        var choice = new RerunChoice(place.Project)
        {
            Stage = place.Stage,
            Cause = answer.Cause,
            Found = shown.IsFiltered ? shown.Query : null,
        };

        return async () => Sent((await reruns.RerunAsync(choice, by, cancellationToken)).Count);
    }

    /// <summary>Re-runs those of the ticked tasks whose webhook failed.</summary>
    public async Task<Func<Task<string>>?> RerunSelectedAsync(
        TaskListPlace place, TaskSelection selection, string by, CancellationToken cancellationToken)
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
            var result = await reruns.RerunAsync(new(place.Project) { Tasks = failing }, by, cancellationToken);
            selection.Clear();

            return Sent(result.Count);
        };
    }

    /// <summary>Moves the ticked tasks to a stage.</summary>
    public async Task<Func<Task<string>>?> RequeueAsync(
        TaskListPlace place, TaskSelection selection, IReadOnlyList<RailStage> stages, CancellationToken cancellationToken)
    {
        var parameters = new DialogParameters<RequeueDialog>
        {
            { dialog => dialog.Stages, stages }, { dialog => dialog.Count, selection.Count },
        };
        var options = new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true };
        var dialog = await dialogs.ShowAsync<RequeueDialog>(null, parameters, options);

        if (await dialog.Result is not { Canceled: false, Data: RequeueChoice choice })
        {
            return null;
        }

        return async () =>
        {
            var moved = await flow.RequeueAsync(
                place.Project, selection.Chosen, choice.Stage.Id, choice.Options, cancellationToken);
            selection.Clear();

            return $"{TaskWords.Tasks(moved)} moved to {choice.Stage.Name}.";
        };
    }

    /// <summary>Sends on those of the ticked tasks that wait in some Start or Hold stages. The button says it, so it is not asked
    /// again: a requeue takes it back.</summary>
    public Task<Func<Task<string>>?> ForwardAsync(
        TaskListPlace place, TaskSelection selection, IReadOnlyList<RailStage> stages, string by)
    {
        return Task.FromResult<Func<Task<string>>?>(async () =>
        {
            var moved = 0;

            foreach (var stage in stages)
            {
                var choice = new ForwardChoice(by) { Tasks = selection.Chosen };
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

    private static string Sent(int count) => count switch
    {
        0 => "Nothing to re-run: no webhook is held any more.",
        1 => "1 webhook is on its way again.",
        _ => $"{count} webhooks are on their way again.",
    };
}
