using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Domain.Deliveries;

/// <summary>Where a bulk run stands.</summary>
public enum BulkRunStatus
{
    /// <summary>Its deliveries are being sent.</summary>
    Running = 0,

    /// <summary>Somebody stopped it for now; what was not sent yet waits.</summary>
    Paused = 1,

    /// <summary>Somebody ended it; what was not sent yet is held again.</summary>
    Cancelled = 2,

    /// <summary>Every delivery of it has been tried.</summary>
    Finished = 3,
}

/// <summary>A re-run of many deliveries at once: what was chosen, who asked, and how far it is.</summary>
/// <remarks>Its members are the deliveries whose <see cref="WebhookDelivery.RunId"/> names it, chosen in the transaction
/// that makes the run; so a restart changes nothing, and what fails later is not part of it.</remarks>
public sealed class BulkRun
{
    public required Id<BulkRun> Id { get; init; }

    public required Id<Project> ProjectId { get; init; }

    /// <summary>Gets the stage, if all of it is in one.</summary>
    public StageId? StageId { get; init; }

    /// <summary>Gets what was chosen, in words, such as <c>503 in Webhook</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the email address of who asked for it.</summary>
    public required string By { get; init; }

    /// <summary>Gets how many deliveries it has.</summary>
    public required int Total { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public BulkRunStatus Status { get; private set; } = BulkRunStatus.Running;

    /// <summary>Gets when it was finished or cancelled.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Gets how many were delivered; counted at the end.</summary>
    public int? Delivered { get; private set; }

    /// <summary>Gets how many were not delivered; counted at the end.</summary>
    public int? StillHeld { get; private set; }
}
