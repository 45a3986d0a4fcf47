using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Assets;

namespace WebhookStudio.Features.Labeling;

/// <summary>Gathers what the Label page shows of a task.</summary>
internal sealed class LabelSheets(IAssetFiles files)
{
    public static Task<LabelProject?> FindProjectAsync(
        StudioDbContext db, Id<Project> project, CancellationToken cancellationToken) =>
        db.Projects.AsNoTracking()
            .Where(p => p.Id == project)
            .Select(p => new LabelProject(p.Id, p.Schema, p.Workflow))
            .SingleOrDefaultAsync(cancellationToken);

    public async Task<LabelSheet> BuildAsync(
        StudioDbContext db, LabelProject project, LabelTask task, string email, CancellationToken cancellationToken)
    {
        var stage = project.Workflow.Find(task.StageId);
        var asset = await db.Assets.AsNoTracking()
            .Where(a => a.Id == task.AssetId)
            .Select(a => a.Data)
            .SingleAsync(cancellationToken);
        var batches =
            from link in db.AssetBatches
            join batch in db.Batches on link.BatchId equals batch.Id
            where link.AssetId == task.AssetId
            orderby link.Position
            select batch.Name;
        var queue = LabelQueue.Of(
            db.Tasks.AsNoTracking(), project.Id, LabelQueue.OpenStages(project.Workflow, email, WorkIn(stage)), email);
        var length = await queue.CountAsync(cancellationToken);
        var noSubmit = LabelQueue.WhyNotOpen(project.Workflow, task, email);

        return new()
        {
            ProjectId = project.Id,
            TaskId = task.Id,
            ExternalId = task.ExternalId,
            Batches = await batches.ToListAsync(cancellationToken),
            PictureUrl = files.BrowserUrl(asset),
            Schema = project.Schema,
            StageId = task.StageId,
            StageKind = stage?.Kind,
            Since = task.StageEnteredAt,
            IsReadOnly = stage?.Settings is ReviewStageSettings { ReadOnly: true },
            Steps = LabelQueue.Steps(project.Workflow, task.StageId),
            NoSubmit = noSubmit,
            Position = noSubmit is null ? await queue.CountAsync(t => t.Id <= task.Id, cancellationToken) : 0,
            QueueLength = length,
            Answer = task.Answer,
            Stamp = task.UpdatedAt.UtcTicks.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static StageKind WorkIn(Stage? stage) => stage?.Kind is StageKind.Review ? StageKind.Review : StageKind.Label;
}

/// <summary>What labeling needs to know of a project.</summary>
internal sealed record LabelProject(Id<Project> Id, CategorySchema Schema, Workflow Workflow);
