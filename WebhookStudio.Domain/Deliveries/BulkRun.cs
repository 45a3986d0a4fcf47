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

    /// <summary>Gets how many were tried and not delivered; counted at the end.</summary>
    /// <remarks>The rest of <see cref="Total"/> was not tried by this run: taken over by a later one, no longer owed, or
    /// left behind when the run was cancelled.</remarks>
    public int? StillHeld { get; private set; }

    /// <summary>Gets whether the run is going on, or can go on again.</summary>
    public bool IsActive => Status is BulkRunStatus.Running or BulkRunStatus.Paused;

    /// <summary>Stops sending for now.</summary>
    /// <exception cref="DomainRuleException">The run is not running.</exception>
    public void Pause()
    {
        if (Status is not BulkRunStatus.Running)
        {
            throw new DomainRuleException("run.not_running", $"The re-run is {Word}; only one that is running can be paused.");
        }

        Status = BulkRunStatus.Paused;
    }

    /// <summary>Goes on where it was paused.</summary>
    /// <exception cref="DomainRuleException">The run is not paused.</exception>
    public void Resume()
    {
        if (Status is not BulkRunStatus.Paused)
        {
            throw new DomainRuleException("run.not_paused", $"The re-run is {Word}; only one that is paused can be resumed.");
        }

        Status = BulkRunStatus.Running;
    }

    /// <summary>Ends the run before all of it was sent. What is under way ends normally; <see cref="Finish"/> counts it.</summary>
    /// <exception cref="DomainRuleException">The run has ended.</exception>
    public void Cancel(DateTimeOffset now)
    {
        if (!IsActive)
        {
            throw new DomainRuleException("run.ended", $"The re-run is {Word}; nothing of it is left to cancel.");
        }

        Status = BulkRunStatus.Cancelled;
        EndedAt = now;
    }

    /// <summary>Writes down how it ended, once nothing of it is left or under way.</summary>
    /// <exception cref="DomainRuleException">That has been done.</exception>
    public void Finish(int delivered, int stillHeld, DateTimeOffset now)
    {
        if (Delivered is not null)
        {
            throw new DomainRuleException("run.ended", $"The re-run is {Word}, and has been counted.");
        }

        Status = IsActive ? BulkRunStatus.Finished : Status;
        EndedAt ??= now;
        Delivered = delivered;
        StillHeld = stillHeld;
    }

    private string Word => Status.ToString().ToLowerInvariant();
}
