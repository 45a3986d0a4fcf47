using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks;

/// <summary>Tells who has to know that tasks have moved. Call it after the commit.</summary>
internal sealed class TaskNews(ILaneWakeups wakeups, IProjectFeed feed)
{
    /// <summary>Wakes the lanes of Webhook stages, and tells the screens.</summary>
    public void Tell(Id<Project> project, IEnumerable<StageId> webhooks)
    {
        foreach (var stage in webhooks)
        {
            wakeups.Wake(new(project, stage));
        }

        feed.Publish(project);
    }
}
