using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Tests.TestKit;

/// <summary>Re-runs in the words of the tests.</summary>
public static class RerunSteps
{
    /// <summary>Re-runs a whole stage; gives how many deliveries are sent again.</summary>
    public static async Task<int> RerunStageAsync(
        this IDeliveryReruns reruns, Id<Project> project, StageId stage, string by, CancellationToken cancellationToken) =>
        (await reruns.RerunAsync(new(project) { Stage = stage }, by, cancellationToken)).Count;
}
