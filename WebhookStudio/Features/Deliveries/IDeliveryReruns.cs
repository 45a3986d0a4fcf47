using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Sends the webhooks of tasks that wait in a Webhook stage again, with the live URL and secret.</summary>
public interface IDeliveryReruns
{
    /// <summary>Re-runs every task of a Webhook stage that is held or waits for a retry.</summary>
    /// <returns>How many deliveries are sent again; they are already on their way when this returns.</returns>
    /// <exception cref="DomainRuleException">There is no such stage, it is not a Webhook stage, or it is off.</exception>
    Task<int> RerunStageAsync(Id<Project> project, StageId stage, string by, CancellationToken cancellationToken);

    /// <summary>Re-runs chosen tasks, as far as they are held or wait for a retry.</summary>
    /// <returns>How many deliveries are sent again.</returns>
    Task<int> RerunTasksAsync(
        Id<Project> project, IReadOnlyList<Id<LabelTask>> tasks, string by, CancellationToken cancellationToken);
}
