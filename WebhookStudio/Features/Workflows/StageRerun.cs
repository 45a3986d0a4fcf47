using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Features.Workflows;

/// <summary>Sends the webhooks of a stage again whose tasks are held, after asking.</summary>
public sealed class StageRerun(IDeliveryReruns reruns, ITaskList tasks, IDialogService dialogs, ISnackbar snackbar)
{
    /// <summary>Says why nothing can be re-run now, or <see langword="null"/> if it can.</summary>
    public static string? Refusal(StageFace face, Workflow live, bool canEdit) => face.Stage.Settings switch
    {
        not WebhookStageSettings => "Only Webhook stages send",
        _ when !canEdit => "Only a manager can re-run",
        _ when face.Count.Failing == 0 => "No held tasks",
        _ when live.Find(face.Stage.Id)?.Settings is not WebhookStageSettings { Enabled: true } =>
            "The live stage is off. Switch it on and save",
        _ => null,
    };

    /// <summary>Names what is re-run: held tasks, tasks that wait for a retry, or both together.</summary>
    public static string Words(StageCount count) => count switch
    {
        { Failing: 0 } => "Re-run held tasks",
        { Retrying: 0, Held: var held } => $"Re-run {StageFace.Number(held, "held task")}",
        { Held: 0, Retrying: var retrying } => $"Re-run {StageFace.Number(retrying, "retrying task")}",
        { Failing: var both } => $"Re-run {StageFace.Number(both, "task")}",
    };

    /// <summary>Asks, and starts the run.</summary>
    /// <param name="project">The project.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="isChanged">Whether its settings have been edited: the run uses the live ones, and says so.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cause">Why the webhooks failed that are re-run; <see langword="null"/> for all, or what is chosen then.</param>
    public async Task StartAsync(Id<Project> project, StageId stage, bool isChanged, string by, string? cause = null)
    {
        try
        {
            var failing = await tasks.FailingAsync(new(project) { Stage = stage }, CancellationToken.None);

            if (cause is null ? failing.Count == 0 : failing.Causes.All(each => each.Status != cause))
            {
                snackbar.Add("Nothing to re-run: no such webhook is held any more.", Severity.Info);
                return;
            }

            if (await dialogs.AskRerunAsync(failing, cause, isChanged ? "Your unsaved settings are not used." : "") is { } answer)
            {
                var choice = new RerunChoice(project) { Stage = stage, Cause = answer.Cause };
                var result = await reruns.RerunAsync(choice, by, CancellationToken.None);
                snackbar.Add($"Re-running {StageFace.Number(result.Count, "task")}", Severity.Info);
            }
        }
        catch (DomainRuleException refusal)
        {
            snackbar.Add(refusal.Message, Severity.Error);
        }
    }
}
