using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Json;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows;

namespace WebhookStudio.Features.Tasks.Details;

/// <inheritdoc cref="ITaskFacts" />
internal sealed class TaskFactsReader(IDbContextFactory<StudioDbContext> contexts, TaskRows rows, TaskMover mover) : ITaskFacts
{
    private const int MostAttempts = 200;

    public async Task<TaskFacts?> GetAsync(
        Id<Project> project, Id<LabelTask> task, bool withAddresses, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var (home, found) = await FindAsync(db, project, task, cancellationToken);

        if (found is null || home is null
            || await rows.ReadAsync(db, [task], home.Workflow, cancellationToken) is not [var row])
        {
            return null;
        }

        var details = (await TaskDetails.ReadAsync(db, home, [found], cancellationToken))[0];
        var attempts = await AttemptsAsync(db, task, withAddresses, cancellationToken);
        var names = await PeopleNames.OfAsync(
            db, details.Visits.Select(visit => visit.SubmittedBy).OfType<string>().Append(found.UpdatedBy), cancellationToken);

        return new()
        {
            Row = row,
            AssetId = found.AssetId,
            Steps = [.. TaskTimeline.Steps(home.Workflow, details)],
            Events = TaskTimeline.Events(details, attempts, names),
            Attempts = attempts,
            Schema = home.Schema,
            Answer = found.Answer,
            Metadata = details.Asset.Metadata,
            Batches = [.. details.Batches.Select(batch => (batch.Id.Value, batch.Name))],
            CreatedAt = found.CreatedAt,
            UpdatedBy = names(found.UpdatedBy),
            TotalTime = found.TotalTime,
        };
    }

    public async Task<TaskDocuments?> DocumentsAsync(
        Id<Project> project, Id<LabelTask> task, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var (home, found) = await FindAsync(db, project, task, cancellationToken);

        if (found is null || home is null)
        {
            return null;
        }

        var stage = home.Workflow.Find(found.StageId) is { Kind: StageKind.Webhook } here ? here
            : home.Workflow.Stages.FirstOrDefault(each => each.Kind is StageKind.Webhook)
            ?? throw new DomainRuleException("stage.none", "The workflow has no Webhook stage, so there is no webhook to compare.");
        var source = await mover.SourceAsync(db, home, found, stage, cancellationToken);
        var webhook = WebhookDocument.Write(source, stage);
        var export = PlainJson.Write(writer => ExportDocument.Write(writer, source, ExportDocumentOptions.Default));

        return new(stage.Name, webhook, export, DocumentDifferences.Of(webhook, export));
    }

    private static async Task<(Project? Project, LabelTask? Task)> FindAsync(
        StudioDbContext db, Id<Project> project, Id<LabelTask> task, CancellationToken cancellationToken)
    {
        var found = await db.Tasks.AsNoTracking().SingleOrDefaultAsync(
            t => t.Id == task && t.ProjectId == project, cancellationToken);

        return found is null
            ? (null, null)
            : (await db.Projects.AsNoTracking().SingleOrDefaultAsync(p => p.Id == project, cancellationToken), found);
    }

    private static async Task<IReadOnlyList<TaskAttempt>> AttemptsAsync(
        StudioDbContext db, Id<LabelTask> task, bool withAddresses, CancellationToken cancellationToken)
    {
        var deliveries = await db.Deliveries.AsNoTracking().Where(d => d.TaskId == task).Select(d => d.Id)
            .ToListAsync(cancellationToken);
        var attempts = await db.Attempts.AsNoTracking().Where(a => deliveries.Contains(a.DeliveryId))
            .Select(a => new
            {
                a.Id,
                a.DeliveryId,
                a.StageName,
                a.StartedAt,
                a.Outcome,
                a.StatusCode,
                a.Accepted,
                a.Number,
                a.Trigger,
                a.TriggeredBy,
                a.DurationMs,
                a.Url,
            })
            .ToListAsync(cancellationToken);

        return
        [
            .. attempts.OrderByDescending(a => a.StartedAt).ThenByDescending(a => a.Id).Take(MostAttempts)
                .Select(a => new TaskAttempt
                {
                    Id = a.Id,
                    DeliveryId = a.DeliveryId,
                    StageName = a.StageName,
                    At = a.StartedAt,
                    Status = AttemptOutcomes.Status(a.Outcome, a.StatusCode),
                    Accepted = a.Accepted,
                    Number = a.Number,
                    Trigger = a.Trigger,
                    TriggeredBy = a.TriggeredBy,
                    DurationMs = a.DurationMs,
                    Host = withAddresses ? WebhookUrl.Display(a.Url) : null,
                }),
        ];
    }
}
