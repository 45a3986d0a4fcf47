using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Assets;

namespace WebhookStudio.Features.Tasks;

/// <summary>Moves tasks within a unit of work of the caller, who saves it: the move, the lines of the stage history, and
/// the webhooks that the stages entered owe, all or nothing.</summary>
internal sealed class TaskMover(IAssetFiles files)
{
    /// <summary>Sends tasks out of the stages they are in.</summary>
    /// <returns>The Webhook stages entered, whose lanes are to be woken after the commit.</returns>
    public async Task<ImmutableHashSet<StageId>> AdvanceAsync(
        StudioDbContext db,
        Project project,
        IEnumerable<LabelTask> tasks,
        Departure departure,
        CancellationToken cancellationToken)
    {
        var entered = new List<Entry>();
        var leaving = tasks.ToList();
        var pasts = await TaskPasts.LoadAsync(db, project.Workflow, leaving, cancellationToken);

        foreach (var task in leaving)
        {
            var (stage, visits) = Move(project.Workflow, task, pasts, departure);
            db.AddRange(visits);

            if (stage.Kind is StageKind.Webhook)
            {
                entered.Add(new(task, stage, visits));
            }
        }

        await OweAsync(db, project, entered, departure.At, cancellationToken);

        return [.. entered.Select(entry => entry.Stage.Id)];
    }

    /// <summary>Sends one task out of the stage it is in, and gives what is to be written down of it.</summary>
    public MovedTask AdvanceOne(SqlSession sql, Project project, LabelTask task, Departure departure)
    {
        var pasts = TaskPasts.Load(sql, project.Workflow, task);
        var (stage, visits) = Move(project.Workflow, task, pasts, departure);

        if (stage.Kind is not StageKind.Webhook)
        {
            return new(visits, Owed: null);
        }

        var entry = new Entry(task, stage, visits);

        return new(visits, Owe(entry, EntryContext.Load(sql, task), project, departure.At));
    }

    /// <summary>Puts tasks into a stage without a line in their history, and owes its webhooks.</summary>
    public async Task<ImmutableHashSet<StageId>> PutAsync(
        StudioDbContext db,
        Project project,
        IReadOnlyList<LabelTask> tasks,
        Requeue requeue,
        CancellationToken cancellationToken)
    {
        foreach (var task in tasks)
        {
            task.Requeue(requeue.Stage, requeue.Options, requeue.At);
        }

        if (requeue.Stage.Kind is StageKind.Logic)
        {
            // No task rests there: the rules send it on at once.
            return await AdvanceAsync(
                db, project, tasks, new(VisitKind.Automatic, By: null, requeue.At), cancellationToken);
        }

        if (requeue.Stage.Kind is not StageKind.Webhook)
        {
            return [];
        }

        var entered = tasks.Select(task => new Entry(task, requeue.Stage, [])).ToList();
        await OweAsync(db, project, entered, requeue.At, cancellationToken);

        return [requeue.Stage.Id];
    }

    /// <summary>Writes what a Webhook stage would send for a task that entered it now. Nothing moves.</summary>
    public async Task<byte[]> ComposeAsync(
        StudioDbContext db, Project project, LabelTask task, Stage stage, CancellationToken cancellationToken)
    {
        var entry = new Entry(task, stage, []);
        var context = await EntryContext.LoadAsync(db, [entry], cancellationToken);

        return WebhookDocument.Write(context.SourceOf(entry, project, files), stage);
    }

    /// <summary>Leaves a stage for the next that keeps tasks, and passes on through those that do not.</summary>
    private static (Stage Stage, List<StageVisit> Visits) Move(
        Workflow workflow, LabelTask task, TaskPasts pasts, Departure departure)
    {
        var from = workflow.Get(task.StageId);
        var visits = new List<StageVisit> { task.Leave(from, departure.Kind, departure.By, departure.At) };
        var facts = new Lazy<LogicFacts>(() => pasts.FactsOf(task, visits));
        var output = from.Kind is StageKind.Logic ? facts.Value.Choose(from) : departure.Output;
        var exit = StageExit.Of(workflow, from, output, stage => facts.Value.Choose(stage));

        if (exit.Problem is { } problem)
        {
            throw new DomainRuleException("stage.next", problem);
        }

        foreach (var passed in exit.Left.Skip(1))
        {
            task.Enter(passed, departure.At);
            visits.Add(task.Leave(passed, VisitKind.Automatic, by: null, departure.At));
        }

        task.Enter(exit.To!, departure.At);

        if (pasts.KeeperOf(task, exit.To!, visits) is { } keeper)
        {
            task.Assign(keeper);
        }

        return (exit.To!, visits);
    }

    private async Task OweAsync(
        StudioDbContext db,
        Project project,
        List<Entry> entered,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (entered.Count == 0)
        {
            return;
        }

        var context = await EntryContext.LoadAsync(db, entered, cancellationToken);

        foreach (var entry in entered)
        {
            var owed = Owe(entry, context, project, now);
            db.Add(owed.Delivery);
            db.Add(new DeliveryPayload { DeliveryId = owed.Delivery.Id, Body = owed.Body });
        }
    }

    private OwedWebhook Owe(Entry entry, EntryContext context, Project project, DateTimeOffset now)
    {
        var delivery = WebhookDelivery.Open(entry.Task, entry.Stage.Id, now);
        entry.Task.Owe(delivery);

        return new(delivery, WebhookDocument.Write(context.SourceOf(entry, project, files), entry.Stage));
    }

    /// <summary>A task that has entered a Webhook stage, with the lines its history got on the way.</summary>
    private sealed record Entry(LabelTask Task, Stage Stage, List<StageVisit> NewVisits);

    /// <summary>What the payloads are made of, read with one query each for all tasks.</summary>
    private sealed record EntryContext(
        IReadOnlyDictionary<Id<Asset>, Asset> Assets,
        ILookup<Id<Asset>, Batch> Batches,
        ILookup<Id<LabelTask>, StageVisit> Visits)
    {
        public static async Task<EntryContext> LoadAsync(
            StudioDbContext db, List<Entry> entered, CancellationToken cancellationToken)
        {
            // What is being added with the tasks is known already, and in no table yet.
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            var assets = db.Assets.Local.ToDictionary(asset => asset.Id);
            var links = db.AssetBatches.Local.ToList();
            db.ChangeTracker.AutoDetectChangesEnabled = true;

            var stored = entered.Where(entry => !assets.ContainsKey(entry.Task.AssetId)).ToList();
            var assetIds = stored.ConvertAll(entry => entry.Task.AssetId);
            var taskIds = stored.ConvertAll(entry => entry.Task.Id);

            (await db.Assets.AsNoTracking().Where(asset => assetIds.Contains(asset.Id)).ToListAsync(cancellationToken))
                .ForEach(asset => assets[asset.Id] = asset);
            links.AddRange(await db.AssetBatches.AsNoTracking().Where(link => assetIds.Contains(link.AssetId))
                .ToListAsync(cancellationToken));
            var batches = await BatchesOfAsync(db, links, cancellationToken);
            var visits = taskIds.Count == 0
                ? []
                : await db.Visits.AsNoTracking().Where(visit => taskIds.Contains(visit.TaskId))
                    .ToListAsync(cancellationToken);

            return Of(assets, links, batches, visits);
        }

        /// <summary>The same for one task: a submit, whose receiver waits for it.</summary>
        public static EntryContext Load(SqlSession sql, LabelTask task)
        {
            var asset = sql.AssetOf(task.AssetId);

            return new(
                new Dictionary<Id<Asset>, Asset> { [asset.Id] = asset },
                sql.BatchesOf(asset.Id).ToLookup(_ => asset.Id),
                sql.VisitsOf(task.Id).ToLookup(visit => visit.TaskId));
        }

        private static async Task<Dictionary<Id<Batch>, Batch>> BatchesOfAsync(
            StudioDbContext db, List<AssetBatch> links, CancellationToken cancellationToken)
        {
            var ids = links.Select(link => link.BatchId).Distinct().ToList();

            return ids.Count == 0
                ? []
                : await db.Batches.AsNoTracking().Where(batch => ids.Contains(batch.Id))
                    .ToDictionaryAsync(batch => batch.Id, cancellationToken);
        }

        private static EntryContext Of(
            IReadOnlyDictionary<Id<Asset>, Asset> assets,
            List<AssetBatch> links,
            Dictionary<Id<Batch>, Batch> batches,
            List<StageVisit> visits) => new(
                assets,
                links.OrderBy(link => link.Position).ToLookup(link => link.AssetId, link => batches[link.BatchId]),
                visits.OrderBy(visit => visit.CompletedAt).ThenBy(visit => visit.Id).ToLookup(visit => visit.TaskId));

        public DocumentSource SourceOf(Entry entry, Project project, IAssetFiles files)
        {
            var asset = Assets[entry.Task.AssetId];

            return new(
                project,
                asset,
                files.PublicUrl(asset.Data),
                [.. Batches[asset.Id]],
                entry.Task,
                [.. Visits[entry.Task.Id], .. entry.NewVisits]);
        }
    }
}

/// <summary>What is to be written down of a task that has moved.</summary>
/// <param name="Visits">The new lines of its stage history.</param>
/// <param name="Owed">The webhook that the stage it is in owes, if it is a Webhook stage.</param>
internal sealed record MovedTask(List<StageVisit> Visits, OwedWebhook? Owed);

/// <summary>A delivery that has been opened, and its payload.</summary>
internal sealed record OwedWebhook(WebhookDelivery Delivery, byte[] Body);

/// <summary>How and when tasks leave a stage, and who sends them.</summary>
internal sealed record Departure(VisitKind Kind, string? By, DateTimeOffset At)
{
    /// <summary>Gets by which output they leave; that of a Logic stage is chosen by its rules.</summary>
    public StageOutput Output { get; init; }
}

/// <summary>Where and when tasks are put, and what they lose.</summary>
internal sealed record Requeue(Stage Stage, RequeueOptions Options, DateTimeOffset At);
