using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Settles ended attempts of one stage within a transaction of the caller.</summary>
/// <param name="sql">The session whose transaction it is.</param>
/// <param name="project">The live project.</param>
/// <param name="stage">The stage; <see langword="null"/> if the live workflow has it no more.</param>
/// <param name="retries">When failed attempts are repeated.</param>
/// <param name="now">The time.</param>
internal sealed class SettleBatch(SqlSession sql, Project project, Stage? stage, RetryPolicy retries, DateTimeOffset now)
{
    private readonly Lazy<StageExit> _onAccepted = new(() => Exit(project, stage, StageOutput.Next));
    private readonly Lazy<StageExit> _onFailed = new(() => Exit(project, stage, StageOutput.Failed));
    private readonly List<EnteringTask> _entering = [];

    /// <summary>Gets the deliveries whose lease was lost meanwhile.</summary>
    public List<Id<WebhookDelivery>> Lost { get; } = [];

    public void Settle(ClaimedDelivery claimed, DeliveryAttempt attempt)
    {
        var settlement = DeliverySettlement.After(attempt, claimed.Failures, retries, Random.Shared.NextDouble());

        var exit = ExitOf(settlement.Status);

        if (exit?.Problem is { } problem)
        {
            attempt = attempt with { Accepted = false, Detail = $"The task cannot move on: {problem}" };
            settlement = settlement with { Status = DeliveryStatus.Held, Failures = claimed.Failures + 1 };
            exit = null;
        }

        // The request was made, whatever has become of the lease meanwhile: the log tells it.
        if (!sql.TrySettle(claimed, attempt, settlement))
        {
            Lost.Add(claimed.Id);
            exit = null;
        }

        sql.Log(attempt);

        if (exit is { To.Kind: StageKind.Webhook or StageKind.Logic })
        {
            _entering.Add(new(
                claimed.TaskId, settlement.Status is DeliveryStatus.Failed ? StageOutput.Failed : StageOutput.Next));
        }
        else if (exit is not null)
        {
            sql.Move(claimed, exit, now);
        }
    }

    /// <summary>Gets the tasks that leave for another Webhook stage, whose payloads are to be composed, or for a Logic stage,
    /// whose rules look at each of them.</summary>
    public IReadOnlyList<EnteringTask> Entering => _entering;

    private StageExit? ExitOf(DeliveryStatus status) => status switch
    {
        DeliveryStatus.Delivered => _onAccepted.Value,
        DeliveryStatus.Failed => _onFailed.Value,
        _ => null,
    };

    private static StageExit Exit(Project project, Stage? stage, StageOutput output) => stage is null
        ? new([], To: null, "The workflow has no such stage any more.")
        : StageExit.Of(project.Workflow, stage, output);
}
