using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Sends the webhooks of tasks that wait in a Webhook stage again, with the live URL and secret.</summary>
public interface IDeliveryReruns
{
    /// <summary>Counts what <see cref="RerunAsync"/> would send again now.</summary>
    Task<int> CountAsync(RerunChoice choice, CancellationToken cancellationToken);

    /// <summary>Re-runs exactly the deliveries that are held or wait for a retry and are chosen at this moment. They become
    /// the members of a bulk run and are on their way when this returns; a restart changes nothing.</summary>
    /// <exception cref="DomainRuleException">There is no such stage, it is not a Webhook stage, it is off, or the cause is
    /// none.</exception>
    Task<RerunResult> RerunAsync(RerunChoice choice, string by, CancellationToken cancellationToken);
}

/// <summary>Says which failing deliveries of a project are re-run. What is set narrows; nothing set means all.</summary>
public sealed record RerunChoice(Id<Project> Project)
{
    public StageId? Stage { get; init; }

    /// <summary>Gets why the webhook last failed: a number answered (<c>503</c>) or a word (<c>Timed out</c>).</summary>
    public string? Cause { get; init; }

    public IReadOnlyList<Id<LabelTask>>? Tasks { get; init; }

    /// <summary>Gets a filter of the tasks page.</summary>
    public TaskQuery? Found { get; init; }

    /// <summary>Gets a filter of the logs page: what has a failed attempt among its lines.</summary>
    public LogQuery? Logged { get; init; }
}

/// <summary>What a re-run has begun.</summary>
/// <param name="Count">How many deliveries are sent again.</param>
/// <param name="RunId">The bulk run; <see langword="null"/> if there was nothing to send.</param>
public sealed record RerunResult(int Count, Id<BulkRun>? RunId)
{
    public static RerunResult Nothing { get; } = new(0, null);
}
