using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Features.Workflows;

/// <summary>Lets a stage that was switched on send what it has owed since it was off, and one whose receiver could not be
/// reached try at once: it may have another address now.</summary>
internal sealed class WakeLanesOnSave(LaneMemories lanes, ILaneWakeups wakeups) : IWorkflowObserver
{
    public Task SavedAsync(Id<Project> project, Workflow workflow, CancellationToken cancellationToken)
    {
        foreach (var stage in workflow.Stages.Where(s => s.Settings is WebhookStageSettings { Enabled: true }))
        {
            var key = new StageKey(project, stage.Id);
            lanes.Of(key).Probe();
            wakeups.Wake(key);
        }

        return Task.CompletedTask;
    }
}
