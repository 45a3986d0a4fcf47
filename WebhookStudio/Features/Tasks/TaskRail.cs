using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows;

namespace WebhookStudio.Features.Tasks;

/// <summary>What tasks are filtered by, with how many tasks each finds.</summary>
/// <param name="Stages">The stages in the order of the workflow.</param>
/// <param name="All">The tasks of the project.</param>
/// <param name="Held">The held tasks of all stages.</param>
/// <param name="Retrying">The retried tasks of all stages.</param>
/// <param name="Batches">The batches by name.</param>
public sealed record TaskRail(
    IReadOnlyList<RailStage> Stages, int All, int Held, int Retrying, IReadOnlyList<RailBatch> Batches)
{
    /// <summary>Gets how many tasks somebody has skipped in a stage.</summary>
    public int Skipped { get; init; }

    /// <summary>Gets how many tasks are kept for the person who looks.</summary>
    public int Mine { get; init; }

    /// <summary>Counts what a query finds that nothing but stage and state narrows; <see langword="null"/> for any other.</summary>
    public int? Count(TaskQuery query) => query.IsCounted
        ? Stages.Sum(stage => Count(query, stage.Id, stage.Count, stage.Kind is StageKind.Complete))
        : null;

    /// <summary>The same from the counters.</summary>
    internal static int Count(TaskQuery query, IReadOnlyDictionary<StageId, StageCount> counts, Workflow workflow) =>
        counts.Sum(stage => Count(
            query, stage.Key, stage.Value, workflow.Find(stage.Key)?.Kind is StageKind.Complete));

    private static int Count(TaskQuery query, StageId stage, StageCount count, bool isEnd) => query.State switch
    {
        _ when query.Stage is { } only && only != stage => 0,
        null => count.Here,
        TaskState.Held => count.Held,
        TaskState.Retrying => count.Retrying,
        TaskState.Sending => count.Sending,
        TaskState.Complete => isEnd ? count.Here : 0,
        _ => isEnd ? 0 : count.Here - count.Failing - count.Sending,
    };

    public RailStage? Find(StageId? stage) => Stages.FirstOrDefault(candidate => candidate.Id == stage);
}

/// <summary>A stage of the rail.</summary>
/// <param name="Id">The stage.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Kind">What it does.</param>
/// <param name="IsOff">Whether it is a Webhook stage that is switched off.</param>
/// <param name="Count">Its tasks.</param>
public sealed record RailStage(StageId Id, string Name, StageKind Kind, bool IsOff, StageCount Count);

/// <summary>A batch of the rail, with how many tasks it has.</summary>
public sealed record RailBatch(Id<Batch> Id, string Name, int Count);
