using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Shows how far bulk runs are, and stops them.</summary>
public interface IBulkRuns
{
    /// <summary>Lists the newest runs of a project, newest first, at most 50.</summary>
    Task<IReadOnlyList<BulkRunProgress>> ListAsync(Id<Project> project, CancellationToken cancellationToken);

    /// <summary>Gets what screens show beside the stages: the runs that are going on, newest first, and of each stage the
    /// last run that ended, if all of it failed in the same way.</summary>
    Task<IReadOnlyList<BulkRunProgress>> CurrentAsync(Id<Project> project, CancellationToken cancellationToken);

    /// <summary>Gets the runs that ended at or after a moment and have been counted, newest first, at most 50.</summary>
    Task<IReadOnlyList<BulkRunProgress>> EndedAsync(
        Id<Project> project, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Gets a run, or <see langword="null"/> if the project has no such one.</summary>
    Task<BulkRunProgress?> GetAsync(Id<Project> project, Id<BulkRun> run, CancellationToken cancellationToken);

    /// <summary>Holds what was not sent yet, to be gone on with later. What is under way ends normally.</summary>
    /// <exception cref="DomainRuleException">There is no such run, or it is not running.</exception>
    Task PauseAsync(Id<Project> project, Id<BulkRun> run, CancellationToken cancellationToken);

    /// <summary>Goes on with a run that was paused.</summary>
    /// <exception cref="DomainRuleException">There is no such run, it is not paused, or a stage of it cannot send.</exception>
    Task ResumeAsync(Id<Project> project, Id<BulkRun> run, CancellationToken cancellationToken);

    /// <summary>Ends a run: what was not sent yet is held again. What is under way ends normally.</summary>
    /// <exception cref="DomainRuleException">There is no such run, or it has ended.</exception>
    Task CancelAsync(Id<Project> project, Id<BulkRun> run, CancellationToken cancellationToken);
}

/// <summary>How far a bulk run is.</summary>
public sealed record BulkRunProgress
{
    public required Id<BulkRun> Id { get; init; }

    /// <summary>Gets the stage, if all of it is in one.</summary>
    public required StageId? StageId { get; init; }

    /// <summary>Gets what was chosen, in words.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the email address of who asked for it.</summary>
    public required string By { get; init; }

    public required BulkRunStatus Status { get; init; }

    public required int Total { get; init; }

    public required int Delivered { get; init; }

    /// <summary>Gets how many were tried and not delivered: held, to be retried, or let go by the output Failed.</summary>
    public required int Failed { get; init; }

    /// <summary>Gets how many have not been tried, those under way included.</summary>
    public required int Left { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>Gets how many deliveries a second it makes; <see langword="null"/> while that is not known.</summary>
    public double? Rate { get; init; }

    /// <summary>Gets when it will have ended at this rate; <see langword="null"/> while that is not known.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Gets why all of it failed, if nothing was delivered and the reason was one and the same.</summary>
    public BulkRunCause? OnlyCause { get; init; }

    /// <summary>Gets how many have been tried.</summary>
    public int Sent => Delivered + Failed;

    /// <summary>Gets how many this run did not try and will not: taken over by a later run, no longer owed, or cancelled.</summary>
    public int Gone => Math.Max(0, Total - Sent - Left);

    /// <summary>Gets the stages that the members of a run over several stages are in, while it goes on.</summary>
    public IReadOnlyList<StageId> Stages { get; init; } = [];

    /// <summary>Whether it is about a stage, alone or among others.</summary>
    public bool Touches(StageId stage) => StageId == stage || Stages.Contains(stage);

    /// <summary>Gets whether it is going on, or can go on again.</summary>
    public bool IsActive => Status is BulkRunStatus.Running or BulkRunStatus.Paused;
}

/// <summary>Why the deliveries of a run failed.</summary>
public sealed record BulkRunCause(AttemptOutcome Outcome, int? StatusCode);
