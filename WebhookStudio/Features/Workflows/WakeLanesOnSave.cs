using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Features.Workflows;

/// <summary>Lets a stage that was switched on send what it has owed since it was off.</summary>
internal sealed class WakeLanesOnSave(ILaneWakeups wakeups) : IWorkflowObserver
{
    public Task SavedAsync(Id<Project> project, Workflow workflow, CancellationToken cancellationToken)
    {
        foreach (var stage in workflow.Stages.Where(s => s.Settings is WebhookStageSettings { Enabled: true }))
        {
            wakeups.Wake(new(project, stage.Id));
        }

        return Task.CompletedTask;
    }
}
