using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Assets;

namespace WebhookStudio.Features.Tasks;

/// <summary>Reads the rows of a page: a fixed number of queries, however many rows it has.</summary>
internal sealed class TaskRows(IAssetFiles files)
{
    /// <summary>Reads tasks that are there, in the order given.</summary>
    public async Task<IReadOnlyList<TaskRow>> ReadAsync(
        StudioDbContext db, Id<LabelTask>[] ids, Workflow workflow, CancellationToken cancellationToken)
    {
        if (ids.Length == 0)
        {
            return [];
        }

        var place = ids.Index().ToDictionary(id => id.Item, id => id.Index);
        var read = await (
            from t in db.Tasks.AsNoTracking()
            where ids.Contains(t.Id)
            join a in db.Assets on t.AssetId equals a.Id
            join d in db.Deliveries on t.DeliveryId equals (Id<WebhookDelivery>?)d.Id into owed
            from d in owed.DefaultIfEmpty()
            select new Found(
                t.Id, t.ExternalId, t.AssetId, a.Data, t.StageId, t.StageEnteredAt, t.UpdatedAt, t.Assignee, d.Status,
                d.DueAt, d.AskedSeconds, d.Attempts)).ToListAsync(cancellationToken);
        var found = read.OrderBy(t => place[t.Id]).ToList();
        var batches = await BatchesAsync(db, [.. found.Select(t => t.AssetId)], cancellationToken);
        var results = await ResultsAsync(db, [.. found.Select(t => t.Id)], cancellationToken);
        var submitters = await SubmittersAsync(db, [.. found.Select(t => t.Id)], cancellationToken);
        var names = await NamesAsync(db, [.. submitters.Values.Concat(found.Select(t => t.Assignee).OfType<string>()).Distinct()], cancellationToken);

        return [.. found.Select(task => Row(task))];

        TaskRow Row(Found task)
        {
            var stage = workflow.Find(task.StageId);
            var state = StateOf(task.Status, stage?.Kind);

            return new()
            {
                Id = task.Id,
                ExternalId = task.ExternalId,
                Picture = files.BrowserUrl(task.Data),
                StageId = task.StageId,
                StageName = stage?.Name ?? task.StageId.Value,
                StageKind = stage?.Kind ?? StageKind.Label,
                State = state,
                NextAttemptAt = state is TaskState.Retrying ? task.DueAt : null,
                AskedSeconds = state is TaskState.Retrying ? task.AskedSeconds : null,
                Attempts = task.Attempts ?? 0,
                LastResult = results.GetValueOrDefault(task.Id),
                StageEnteredAt = task.StageEnteredAt,
                Batches = [.. batches[task.AssetId]],
                SubmittedBy = submitters.TryGetValue(task.Id, out var email) ? names.GetValueOrDefault(email, email) : null,
                UpdatedAt = task.UpdatedAt,
                Assignee = task.Assignee is { } person ? names.GetValueOrDefault(person, person) : null,
            };
        }
    }

    private static TaskState StateOf(DeliveryStatus? status, StageKind? kind) => status switch
    {
        DeliveryStatus.Held => TaskState.Held,
        DeliveryStatus.Retrying => TaskState.Retrying,
        DeliveryStatus.Pending or DeliveryStatus.Sending => TaskState.Sending,
        _ => kind is StageKind.Complete ? TaskState.Complete : TaskState.Queued,
    };

    private static async Task<ILookup<Id<Asset>, string>> BatchesAsync(
        StudioDbContext db, Id<Asset>[] assets, CancellationToken cancellationToken)
    {
        var found = await db.AssetBatches.AsNoTracking()
            .Where(ab => assets.Contains(ab.AssetId))
            .OrderBy(ab => ab.Position)
            .Join(db.Batches, ab => ab.BatchId, b => b.Id, (ab, b) => new { ab.AssetId, b.Name })
            .ToListAsync(cancellationToken);

        return found.ToLookup(batch => batch.AssetId, batch => batch.Name);
    }

    private static async Task<Dictionary<Id<LabelTask>, TaskResult>> ResultsAsync(
        StudioDbContext db, Id<LabelTask>[] tasks, CancellationToken cancellationToken)
    {
        var last = await db.Deliveries.AsNoTracking()
            .Where(d => tasks.Contains(d.TaskId) && d.Attempts > 0)
            .Join(
                db.Attempts,
                d => new { DeliveryId = d.Id, Number = d.Attempts },
                a => new { a.DeliveryId, a.Number },
                (d, a) => new { a.TaskId, a.Outcome, a.StatusCode, a.StartedAt, a.Id })
            .ToListAsync(cancellationToken);

        return last.GroupBy(attempt => attempt.TaskId)
            .Select(attempts => attempts.MaxBy(attempt => attempt.StartedAt)!)
            .ToDictionary(
                attempt => attempt.TaskId,
                attempt => new TaskResult(
                    AttemptOutcomes.Status(attempt.Outcome, attempt.StatusCode), attempt.StartedAt, attempt.Id));
    }

    private static async Task<Dictionary<Id<LabelTask>, string>> SubmittersAsync(
        StudioDbContext db, Id<LabelTask>[] tasks, CancellationToken cancellationToken)
    {
        var visits = await db.Visits.AsNoTracking()
            .Where(v => tasks.Contains(v.TaskId) && v.SubmittedBy != null && v.Kind == VisitKind.Human)
            .Select(v => new { v.TaskId, v.CompletedAt, v.SubmittedBy })
            .ToListAsync(cancellationToken);

        return visits.GroupBy(visit => visit.TaskId)
            .ToDictionary(group => group.Key, group => group.MaxBy(visit => visit.CompletedAt)!.SubmittedBy!);
    }

    private static async Task<Dictionary<string, string>> NamesAsync(
        StudioDbContext db, string[] emails, CancellationToken cancellationToken)
    {
        var people = await db.Users.AsNoTracking()
            .Where(u => emails.Contains(u.Email) && u.DisplayName != "")
            .Select(u => new { u.Email, u.DisplayName })
            .ToListAsync(cancellationToken);

        return people.GroupBy(person => person.Email!).ToDictionary(group => group.Key, group => group.First().DisplayName);
    }

    private sealed record Found(
        Id<LabelTask> Id, string ExternalId, Id<Asset> AssetId, string Data, StageId StageId,
        DateTimeOffset StageEnteredAt, DateTimeOffset UpdatedAt, string? Assignee,
        DeliveryStatus? Status, DateTimeOffset? DueAt, int? AskedSeconds, int? Attempts);
}
