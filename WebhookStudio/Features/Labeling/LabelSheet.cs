using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks;

namespace WebhookStudio.Features.Labeling;

/// <summary>A task on the desk of a labeler or reviewer.</summary>
public sealed record LabelSheet
{
    public required Id<Project> ProjectId { get; init; }

    public required Id<LabelTask> TaskId { get; init; }

    public required string ExternalId { get; init; }

    /// <summary>Gets the stage the task is in.</summary>
    public required StageId StageId { get; init; }

    public required IReadOnlyList<string> Batches { get; init; }

    /// <summary>Gets the address of the picture for the person's browser.</summary>
    public required string PictureUrl { get; init; }

    public required CategorySchema Schema { get; init; }

    /// <summary>Gets the way through the workflow, from Start on.</summary>
    public required IReadOnlyList<LabelStep> Steps { get; init; }

    /// <summary>Gets what is done in the stage the task is in; <see langword="null"/> if it is no longer in the workflow.</summary>
    public StageKind? StageKind { get; init; }

    /// <summary>Gets when the task entered the stage.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Gets whether the task is to be accepted or rejected.</summary>
    public bool IsReview => StageKind is Domain.Workflows.StageKind.Review;

    /// <summary>Gets whether the labels can be looked at only.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Gets why the task cannot be submitted or reviewed, or <see langword="null"/> if it can.</summary>
    public string? NoSubmit { get; init; }

    /// <summary>Gets the place in the person's queue; 0 if the task is not in it.</summary>
    public required int Position { get; init; }

    /// <summary>Gets how many tasks the person's queue has.</summary>
    public required int QueueLength { get; init; }

    /// <summary>Gets the stored labels.</summary>
    public required TaskAnswer Answer { get; init; }

    /// <summary>Gets what changes when labels are stored; drafts remember what they began from.</summary>
    public required string Stamp { get; init; }
}

/// <summary>A stage of the way that a task takes.</summary>
public sealed record LabelStep(string Name, StageKind Kind, LabelStepState State)
{
    public StageId? Id { get; init; }
}

/// <summary>Where a stage lies on a task's way.</summary>
public enum LabelStepState
{
    /// <summary>The task has been there.</summary>
    Done,

    /// <summary>The task is there.</summary>
    Current,

    /// <summary>The task will come there.</summary>
    Ahead,

    /// <summary>The stage is switched off and will be passed.</summary>
    Off,
}

/// <summary>What the Label page holds at a moment: objects, answers, and what is selected.</summary>
public sealed record LabelState(
    IReadOnlyList<LabelObject> Objects,
    IReadOnlyList<LabelAnswer> Classifications,
    string? Selected,
    IReadOnlyList<string> Hidden)
{
    public static LabelState Empty { get; } = new([], [], null, []);
}

/// <summary>An object on the page. The shape of anything but a box stays on the server.</summary>
public sealed record LabelObject(
    string ObjectId,
    string SchemaId,
    string Kind,
    LabelBox? Box,
    IReadOnlyList<LabelAnswer> Classifications,
    bool Lock = false,
    int? Page = null);

/// <summary>A box in pixels of the picture; x and y are its top left corner.</summary>
public sealed record LabelBox(double X, double Y, double Width, double Height);

/// <summary>An answer on the page: a text, or the chosen options' <c>schemaId</c>s.</summary>
public sealed record LabelAnswer(string SchemaId, IReadOnlyList<string> Answer, IReadOnlyList<LabelAnswer> Classifications);

/// <summary>What a labeler hands in.</summary>
public sealed record LabelHandIn(
    Id<Project> ProjectId, Id<LabelTask> TaskId, string Email, LabelState State, WorkTime Spent)
{
    /// <summary>Gets the stage in which the person saw the task; one that has left it meanwhile is refused.</summary>
    public StageId? From { get; init; }

    /// <summary>Gets when the task had entered that stage.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Gets what a reviewer says of the labels; <see langword="null"/> when a labeler submits.</summary>
    public ReviewVerdict? Verdict { get; init; }

    /// <summary>Gets whether the labels were looked at only.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Gets whether the person may correct tasks that are not open to them for labeling.</summary>
    public bool IsManager { get; init; }
}

/// <summary>What has become of a submitted task.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="ExternalId">The user's name for it.</param>
/// <param name="State">What happened last.</param>
/// <param name="StageName">The Webhook stage concerned, or the stage the task is in.</param>
/// <param name="Status">The number answered or the word of the newest attempt, such as <c>503</c>.</param>
public sealed record RecentOutcome(
    Id<LabelTask> TaskId, string ExternalId, RecentOutcomeState State, string StageName, string? Status);

/// <summary>What has happened to a task since it was submitted.</summary>
public enum RecentOutcomeState
{
    /// <summary>Its webhook is on its way.</summary>
    Sending,

    /// <summary>Its webhook failed and is retried by itself.</summary>
    Retrying,

    /// <summary>Its webhook failed and waits for a person.</summary>
    Held,

    /// <summary>Its webhook was accepted.</summary>
    Delivered,

    /// <summary>It went to a stage without a webhook.</summary>
    Moved,
}

/// <summary>Where the tasks of a project are.</summary>
/// <param name="Places">The stages that have tasks, in the order of the workflow.</param>
/// <param name="MayWork">Whether any stage of the queue is open to the person.</param>
/// <param name="Waiting">How many tasks the person's queue has.</param>
public sealed record QueueSummary(IReadOnlyList<QueuePlace> Places, bool MayWork, int Waiting);

/// <summary>A stage with tasks.</summary>
public sealed record QueuePlace(StageId StageId, string Name, StageKind Kind, int Count, int Held);
