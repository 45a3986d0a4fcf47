using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Domain.Tasks;

/// <summary>An asset's way through the workflow. It is in exactly one stage at any time.</summary>
public sealed class LabelTask
{
    private LabelTask()
    {
    }

    public required Id<LabelTask> Id { get; init; }

    public required Id<Project> ProjectId { get; init; }

    public required Id<Asset> AssetId { get; init; }

    /// <summary>Gets the asset's external ID, repeated here for lists and logs.</summary>
    public required string ExternalId { get; init; }

    public StageId StageId { get; private set; }

    public DateTimeOffset StageEnteredAt { get; private set; }

    /// <summary>Gets the webhook owed by the current stage, or <see langword="null"/> if there is none.</summary>
    public Id<WebhookDelivery>? DeliveryId { get; private set; }

    public TaskAnswer Answer { get; private set; } = TaskAnswer.Empty;

    /// <summary>Gets the time spent in the current stage.</summary>
    public WorkTime Time { get; private set; }

    /// <summary>Gets the time spent in all stages.</summary>
    public WorkTime TotalTime { get; private set; }

    /// <summary>Gets when a person last saved or submitted; the creation until then.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Gets the email address of who last saved or submitted, or made the task.</summary>
    public string UpdatedBy { get; private set; } = "";

    /// <summary>Gets who the task is kept for in its Label or Review stage, or <see langword="null"/>.</summary>
    public string? Assignee { get; private set; }

    /// <summary>Gets how early the task is handed out (<see cref="TaskPriority"/>); 0 unless somebody said otherwise.</summary>
    public int Priority { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Gets the number of changes; two writers at once are told apart by it.</summary>
    public long Revision { get; private set; }

    /// <summary>Gets a value indicating whether the labels may differ from those of the newest line of the stage history.</summary>
    public bool ChangedSinceVisit { get; private set; }

    /// <summary>Makes the task of an asset.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="start">The stage in which it begins.</param>
    /// <param name="by">The email address of who adds the asset.</param>
    /// <param name="now">The time.</param>
    /// <param name="id">An identifier that the task has already, as when it comes from another system; a new one if
    /// it is left out.</param>
    public static LabelTask Create(
        Asset asset, StageId start, string by, DateTimeOffset now, Id<LabelTask>? id = null)
    {
        return new()
        {
            Id = id ?? Id<LabelTask>.New(now),
            ProjectId = asset.ProjectId,
            AssetId = asset.Id,
            ExternalId = asset.ExternalId,
            StageId = start,
            StageEnteredAt = now,
            UpdatedAt = now,
            UpdatedBy = by,
            CreatedAt = now,
        };
    }

    /// <summary>Stores labels and the time spent on them.</summary>
    /// <exception cref="DomainRuleException">A part of the time is negative; nothing has changed.</exception>
    public void Save(TaskAnswer answer, WorkTime spent, string by, DateTimeOffset now)
    {
        spent.Checked();
        Answer = answer;
        ChangedSinceVisit = true;
        Time += spent;
        TotalTime += spent;
        UpdatedAt = now;
        UpdatedBy = by;
        Revision++;
    }

    /// <summary>Stores the time that somebody spent on the task without changing its labels.</summary>
    /// <exception cref="DomainRuleException">A part of the time is negative; nothing has changed.</exception>
    public void Spend(WorkTime spent, string by, DateTimeOffset now)
    {
        var changed = ChangedSinceVisit;
        Save(Answer, spent, by, now);
        ChangedSinceVisit = changed;
    }

    /// <summary>Keeps the task for a person.</summary>
    public void Assign(string? email)
    {
        Assignee = email;
        Revision++;
    }

    /// <summary>Says how early the task is handed out.</summary>
    /// <exception cref="DomainRuleException">The priority is out of bounds.</exception>
    public void Prioritise(int priority)
    {
        Priority = TaskPriority.Checked(priority);
        Revision++;
    }

    /// <summary>Leaves the current stage.</summary>
    /// <returns>The line that the stage history gets.</returns>
    public StageVisit Leave(Stage from, VisitKind kind, string? by, DateTimeOffset now)
    {
        var visit = new StageVisit
        {
            Id = Id<StageVisit>.New(now),
            TaskId = Id,
            StageId = from.Id,
            StageName = from.Name,
            Kind = kind,
            Time = Time,
            CompletedAt = now,
            SubmittedBy = by,
            Answer = kind is VisitKind.Human || ChangedSinceVisit ? Answer : null,
        };

        ChangedSinceVisit = false;

        DeliveryId = null;
        Time = default;
        Assignee = null;
        Revision++;

        return visit;
    }

    /// <summary>Enters a stage.</summary>
    public void Enter(Stage stage, DateTimeOffset now)
    {
        StageId = stage.Id;
        StageEnteredAt = now;
        DeliveryId = null;
        Time = default;
        Revision++;
    }

    /// <summary>Notes that the current stage owes a webhook for the task.</summary>
    public void Owe(WebhookDelivery delivery)
    {
        DeliveryId = delivery.Id;
        Revision++;
    }

    /// <summary>Moves the task to a stage without a line in its history.</summary>
    public void Requeue(Stage to, RequeueOptions options, DateTimeOffset now)
    {
        Enter(to, now);

        if (options.RemoveAnnotations)
        {
            Answer = TaskAnswer.Empty;
        }

        // The visit that the next one would refer to is gone, or had labels that the task no longer has.
        ChangedSinceVisit |= options.RemoveAnnotations || options.RemoveStageHistory;

        if (options.RemoveAssignee)
        {
            Assignee = null;
        }
    }
}

/// <summary>What a requeue takes away from the task.</summary>
public sealed record RequeueOptions(
    bool RemoveAnnotations = false,
    bool RemoveAssignee = false,
    bool RemoveStageHistory = false);
