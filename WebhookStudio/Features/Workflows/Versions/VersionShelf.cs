using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Versions;

/// <summary>Keeps versions within the unit of work that makes a workflow live.</summary>
internal static class VersionShelf
{
    /// <summary>Keeps what is live before it is replaced, unless that was done when it became live.</summary>
    public static async Task KeepLiveAsync(StudioDbContext db, Project project, CancellationToken cancellationToken)
    {
        var isKept = await db.WorkflowVersions.AnyAsync(
            v => v.ProjectId == project.Id && v.Number == project.WorkflowVersion, cancellationToken);

        if (!isKept)
        {
            db.Add(WorkflowVersion.Of(project));
        }
    }

    /// <summary>Keeps the workflow that has become live, lets the oldest versions go, and takes its secrets out of all drafts.</summary>
    public static async Task AddAsync(
        StudioDbContext db, Project project, WorkflowSave save, CancellationToken cancellationToken)
    {
        db.Add(WorkflowVersion.Of(project, save.Note));
        var oldest = project.WorkflowVersion - WorkflowVersion.MostKept;
        await db.WorkflowVersions.Where(v => v.ProjectId == project.Id && v.Number <= oldest)
            .ExecuteDeleteAsync(cancellationToken);

        foreach (var draft in await db.WorkflowDrafts.Where(d => d.ProjectId == project.Id).ToListAsync(cancellationToken))
        {
            if (save.EndsDraft && draft.Owner == save.By && draft.KeptBecause is null)
            {
                db.Remove(draft);
            }
            else
            {
                draft.Forget(project.Workflow);
            }
        }
    }
}
