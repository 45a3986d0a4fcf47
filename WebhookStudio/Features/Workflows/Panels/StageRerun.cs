using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>Re-runs the webhooks that a stage holds, after it has asked.</summary>
internal sealed class StageRerun(IDeliveryReruns reruns, ITaskList tasks, IDialogService dialogs, ISnackbar snackbar)
{
    /// <summary>Asks and re-runs; what came of it, or was refused, is told as a toast.</summary>
    /// <param name="project">The project.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="cause">Why the webhooks failed that are re-run; <see langword="null"/> for all, or what is chosen then.</param>
    /// <param name="remark">A sentence to add to the question.</param>
    /// <param name="by">The email address of who asks.</param>
    public async Task AskAsync(Id<Project> project, StageId stage, string? cause, string remark, string by)
    {
        try
        {
            var failing = await tasks.FailingAsync(new(project) { Stage = stage }, CancellationToken.None);

            if (cause is null ? failing.Count == 0 : failing.Causes.All(each => each.Status != cause))
            {
                snackbar.Add("Nothing to re-run: no such webhook is held any more.", Severity.Info);
            }
            else if (await dialogs.AskRerunAsync(failing, cause, remark) is { } answer)
            {
                var result = await reruns.RerunAsync(
                    new(project) { Stage = stage, Cause = answer.Cause }, by, CancellationToken.None);
                snackbar.Add($"Re-running {StageFace.Number(result.Count, "task")}", Severity.Info);
            }
        }
        catch (DomainRuleException refusal)
        {
            snackbar.Add(refusal.Message, Severity.Error);
        }
    }
}
