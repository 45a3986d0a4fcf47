using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Tasks;

/// <summary>What decides where tasks go beside the tasks themselves: who has worked on them, and their batches. It is read only
/// as far as the workflow asks for it.</summary>
internal sealed class TaskPasts
{
    private readonly ILookup<Id<LabelTask>, PastWork> _work;
    private readonly ILookup<string, string> _batches;

    private TaskPasts(IEnumerable<PastWork> work, IEnumerable<(string Asset, string Batch)> batches)
    {
        _work = work.ToLookup(entry => entry.Task);
        _batches = batches.Distinct().ToLookup(link => link.Asset, link => link.Batch);
    }

    public static async Task<TaskPasts> LoadAsync(
        StudioDbContext db, Workflow workflow, IReadOnlyList<LabelTask> tasks, CancellationToken cancellationToken)
    {
        var work = AsksForWork(workflow) ? await WorkAsync(db, tasks, cancellationToken) : [];
        var batches = AsksForBatches(workflow) ? await BatchesAsync(db, tasks, cancellationToken) : [];

        return new(work, batches);
    }

    /// <summary>The same for one task: a submit, whose receiver waits for it.</summary>
    public static TaskPasts Load(SqlSession sql, Workflow workflow, LabelTask task)
    {
        var work = AsksForWork(workflow) ? sql.VisitsOf(task.Id) : [];
        var batches = AsksForBatches(workflow) ? sql.BatchesOf(task.AssetId) : [];

        return new(Of(work), batches.Select(batch => (task.AssetId.Value, batch.Id.Value)));
    }

    /// <summary>Gathers what rules look at.</summary>
    /// <param name="task">The task.</param>
    /// <param name="fresh">The lines that its history gets on this way.</param>
    public LogicFacts FactsOf(LabelTask task, IEnumerable<StageVisit> fresh) => new()
    {
        Task = task.Id,
        Answer = task.Answer,
        DurationMs = task.TotalTime.Active,
        Annotators = WorkOf(task, fresh).Where(work => work.IsLabeling).Select(work => work.By)
            .ToImmutableHashSet(StringComparer.OrdinalIgnoreCase),
        Batches = [.. _batches[task.AssetId.Value]],
    };

    /// <summary>Finds who worked on the task in a stage last, so that it is theirs again when it returns. Nobody, if the stage is
    /// no longer open to them.</summary>
    public string? KeeperOf(LabelTask task, Stage stage, IEnumerable<StageVisit> fresh)
    {
        var open = stage.Settings switch
        {
            LabelStageSettings label => label.AssignedTo,
            ReviewStageSettings review => review.AssignedTo,
            _ => default,
        };

        return !open.IsDefault && WorkOf(task, fresh).LastOrDefault(work => work.Stage == stage.Id)?.By is { } by
            && (open.IsEmpty || open.Contains(by, StringComparer.OrdinalIgnoreCase))
                ? by
                : null;
    }

    private IEnumerable<PastWork> WorkOf(LabelTask task, IEnumerable<StageVisit> fresh) => _work[task.Id].Concat(Of(fresh));

    private static bool AsksForWork(Workflow workflow) =>
        workflow.Stages.Any(stage => stage.Settings is ReviewStageSettings || HasRule<AnnotatorRule>(stage));

    private static bool AsksForBatches(Workflow workflow) => workflow.Stages.Any(HasRule<BatchRule>);

    private static bool HasRule<T>(Stage stage) => stage.Settings is LogicStageSettings logic && logic.Rules.OfType<T>().Any();

    private static async Task<IEnumerable<PastWork>> WorkAsync(
        StudioDbContext db, IReadOnlyList<LabelTask> tasks, CancellationToken cancellationToken)
    {
        var ids = tasks.Select(task => task.Id).ToList();

        return Of(await db.Visits.AsNoTracking()
            .Where(visit => ids.Contains(visit.TaskId) && visit.SubmittedBy != null)
            .OrderBy(visit => visit.CompletedAt).ThenBy(visit => visit.Id)
            .ToListAsync(cancellationToken));
    }

    private static async Task<IEnumerable<(string Asset, string Batch)>> BatchesAsync(
        StudioDbContext db, IReadOnlyList<LabelTask> tasks, CancellationToken cancellationToken)
    {
        var assets = tasks.Select(task => task.AssetId).ToList();
        var stored = await db.AssetBatches.AsNoTracking().Where(link => assets.Contains(link.AssetId)).ToListAsync(cancellationToken);

        // What is being added with the tasks is in no table yet.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var added = db.AssetBatches.Local.ToList();
        db.ChangeTracker.AutoDetectChangesEnabled = true;

        return added.Concat(stored).Select(link => (link.AssetId.Value, link.BatchId.Value));
    }

    private static IEnumerable<PastWork> Of(IEnumerable<StageVisit> visits) =>
        from visit in visits
        where visit.IsWork && visit.SubmittedBy is not null
        select new PastWork(visit.TaskId, visit.StageId, visit.Kind is VisitKind.Human, visit.SubmittedBy!);

    /// <summary>That a person labeled or reviewed a task in a stage.</summary>
    private sealed record PastWork(Id<LabelTask> Task, StageId Stage, bool IsLabeling, string By);
}
