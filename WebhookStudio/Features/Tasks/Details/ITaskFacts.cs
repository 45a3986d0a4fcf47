using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Features.Labeling;

namespace WebhookStudio.Features.Tasks.Details;

/// <summary>Reads everything that is known of a task.</summary>
public interface ITaskFacts
{
    /// <summary>Gets a task; <see langword="null"/> if the project has no such one.</summary>
    /// <param name="project">The project.</param>
    /// <param name="task">The task.</param>
    /// <param name="withAddresses">Whether it is told where webhooks went, and why they failed in detail: managers may know.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    Task<TaskFacts?> GetAsync(
        Id<Project> project, Id<LabelTask> task, bool withAddresses, CancellationToken cancellationToken);

    /// <summary>Writes the webhook and the export about a task as they would be now. Nothing is sent.</summary>
    /// <returns><see langword="null"/> if the project has no such task.</returns>
    /// <exception cref="DomainRuleException">The workflow has no Webhook stage.</exception>
    Task<TaskDocuments?> DocumentsAsync(Id<Project> project, Id<LabelTask> task, CancellationToken cancellationToken);
}

/// <summary>A task with everything around it.</summary>
public sealed record TaskFacts
{
    public required TaskRow Row { get; init; }

    public required Id<Asset> AssetId { get; init; }

    /// <summary>Gets the way through the workflow, with how long the task was in each stage of it.</summary>
    public required IReadOnlyList<TaskStep> Steps { get; init; }

    /// <summary>Gets what happened, the newest first.</summary>
    public required IReadOnlyList<TaskEvent> Events { get; init; }

    /// <summary>Gets the attempts of all its webhooks, the newest first, at most 200.</summary>
    public required IReadOnlyList<TaskAttempt> Attempts { get; init; }

    public required CategorySchema Schema { get; init; }

    public required TaskAnswer Answer { get; init; }

    /// <summary>Gets what was given with the asset.</summary>
    public required JsonElement Metadata { get; init; }

    /// <summary>Gets the batches by identifier and name.</summary>
    public required IReadOnlyList<(string Id, string Name)> Batches { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets what the person is called who last saved or submitted, or made the task.</summary>
    public required string UpdatedBy { get; init; }

    /// <summary>Gets the time that people spent on the task in all stages.</summary>
    public required WorkTime TotalTime { get; init; }
}

/// <summary>A stage of the way of a task.</summary>
/// <param name="Step">The stage.</param>
/// <param name="Since">When the task came there last; <see langword="null"/> if it was not.</param>
/// <param name="Until">When it left; <see langword="null"/> if it was not there, or still is.</param>
public sealed record TaskStep(LabelStep Step, DateTimeOffset? Since, DateTimeOffset? Until);

/// <summary>What kind of thing happened to a task.</summary>
public enum TaskEventKind
{
    /// <summary>It came to a stage or went on.</summary>
    Stage,

    /// <summary>A person handed it in.</summary>
    Submit,

    /// <summary>Its webhook was sent.</summary>
    Webhook,
}

/// <summary>Something that happened to a task.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="At">When.</param>
/// <param name="Icon">The drawing for it.</param>
/// <param name="Tone">info, success, warning, error or neutral.</param>
/// <param name="What">What happened, such as <c>Submitted in Label</c>.</param>
public sealed record TaskEvent(TaskEventKind Kind, DateTimeOffset At, string Icon, string Tone, string What)
{
    /// <summary>Gets what is added in small letters, such as who did it.</summary>
    public string? Remark { get; init; }

    /// <summary>Gets the attempt, if it is one.</summary>
    public Id<DeliveryAttempt>? Attempt { get; init; }
}

/// <summary>An attempt of a webhook of a task.</summary>
public sealed record TaskAttempt
{
    public required Id<DeliveryAttempt> Id { get; init; }

    public required Id<WebhookDelivery> DeliveryId { get; init; }

    public required string StageName { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the number answered, or the word for why none was.</summary>
    public required string Status { get; init; }

    public required bool Accepted { get; init; }

    public required int Number { get; init; }

    public required AttemptTrigger Trigger { get; init; }

    /// <summary>Gets who asked for it, if a person did.</summary>
    public string? TriggeredBy { get; init; }

    public required double DurationMs { get; init; }

    /// <summary>Gets the host it went to; <see langword="null"/> for people who may not know.</summary>
    public string? Host { get; init; }
}

/// <summary>The two documents about a task.</summary>
/// <param name="StageName">The Webhook stage that would send the first.</param>
/// <param name="Webhook">What it would send.</param>
/// <param name="Export">What an export writes.</param>
/// <param name="Differences">The three places in which they differ by rule.</param>
public sealed record TaskDocuments(string StageName, byte[] Webhook, byte[] Export, DocumentDifferences Differences);
