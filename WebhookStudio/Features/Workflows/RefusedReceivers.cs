using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Features.Workflows;

/// <summary>Finds the Webhook stages whose URL the address policy of this installation refuses.</summary>
internal static class RefusedReceivers
{
    /// <summary>The code of the problem.</summary>
    public const string Code = "webhook.address";

    public static IEnumerable<WorkflowProblem> Find(Workflow workflow, IReceiverUrls urls) =>
        from stage in workflow.Stages
        let refusal = stage.Settings is WebhookStageSettings webhook ? urls.Refusal(webhook.Url) : null
        where refusal is not null
        select new WorkflowProblem(ProblemSeverity.Error, Code, $"{stage.Name}: {refusal}", stage.Id, "url");
}
