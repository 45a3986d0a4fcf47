using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Drafts;

/// <inheritdoc />
internal sealed class WorkflowDrafts(
    IDbContextFactory<StudioDbContext> contexts, WriteTurns turns, TimeProvider clock) : IWorkflowDrafts
{
    public async Task<DraftView?> FindAsync(DraftKey key, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var draft = await Current(db, key).AsNoTracking().FirstOrDefaultAsync(cancellationToken);

        return draft is null ? null : await ViewAsync(db, draft, cancellationToken);
    }

    public async Task<DraftStored> StoreAsync(DraftKey key, DraftWrite write, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        using var turn = await turns.TakeAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var draft = await Current(db, key).FirstOrDefaultAsync(cancellationToken);

        if ((draft?.Revision ?? 0) != write.Revision)
        {
            return new(draft?.Revision ?? 0, IsOvertaken: true);
        }

        if (write.Workflow.Equals(write.Before))
        {
            draft = draft is null ? null : db.Remove(draft).Entity;
        }
        else
        {
            draft ??= db.Add(New(key, because: null)).Entity;
            await WriteAsync(db, draft, write, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        return new(draft is null || write.Workflow.Equals(write.Before) ? 0 : draft.Revision);
    }

    public async Task DiscardAsync(DraftKey key, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        using var turn = await turns.TakeAsync(cancellationToken);
        await Current(db, key).ExecuteDeleteAsync(cancellationToken);
    }

    public async Task KeepAsync(DraftKey key, DraftWrite write, string because, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        using var turn = await turns.TakeAsync(cancellationToken);
        var kept = db.Add(New(key, because)).Entity;
        await WriteAsync(db, kept, write, cancellationToken);
        var old = await Kept(db, key).OrderByDescending(d => d.ChangedAt).ThenByDescending(d => d.Id)
            .Skip(WorkflowDraft.MostKept - 1)
            .ToListAsync(cancellationToken);
        db.RemoveRange(old);
        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<KeptDraft>> ListKeptAsync(DraftKey key, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        return await Kept(db, key).OrderByDescending(d => d.ChangedAt).ThenByDescending(d => d.Id)
            .Select(d => new KeptDraft(d.Id, d.KeptBecause!, d.BaseVersion, d.ChangedAt))
            .ToListAsync(cancellationToken);
    }

    public async Task<DraftView?> FindKeptAsync(
        DraftKey key, Id<WorkflowDraft> draft, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await Kept(db, key).AsNoTracking().FirstOrDefaultAsync(d => d.Id == draft, cancellationToken);

        return found is null ? null : await ViewAsync(db, found, cancellationToken);
    }

    public async Task RemoveKeptAsync(DraftKey key, Id<WorkflowDraft> draft, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        using var turn = await turns.TakeAsync(cancellationToken);
        await Kept(db, key).Where(d => d.Id == draft).ExecuteDeleteAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<OtherEditor>> ListOthersAsync(
        DraftKey key, IReadOnlyCollection<string> here, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var drafts = await db.WorkflowDrafts.AsNoTracking()
            .Where(d => d.ProjectId == key.Project && d.Owner != key.Owner && d.KeptBecause == null)
            .Select(d => new { d.Owner, d.ChangedAt })
            .ToDictionaryAsync(d => d.Owner, d => d.ChangedAt, cancellationToken);
        var others = here.Concat(drafts.Keys).Where(email => email != key.Owner).Distinct().ToList();

        if (others.Count == 0)
        {
            return [];
        }

        var nameOf = await PeopleNames.OfAsync(db, others, cancellationToken);

        return
        [
            .. others.Select(email => new OtherEditor(
                    nameOf(email), here.Contains(email), drafts.TryGetValue(email, out var at) ? at : null))
                .OrderByDescending(other => other.IsHere).ThenByDescending(other => other.DraftAt),
        ];
    }

    public async Task<int> RevisionAsync(DraftKey key, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        return await Current(db, key).Select(d => d.Revision).FirstOrDefaultAsync(cancellationToken);
    }

    private static IQueryable<WorkflowDraft> Current(StudioDbContext db, DraftKey key) =>
        db.WorkflowDrafts.Where(d => d.ProjectId == key.Project && d.Owner == key.Owner && d.KeptBecause == null);

    private static IQueryable<WorkflowDraft> Kept(StudioDbContext db, DraftKey key) =>
        db.WorkflowDrafts.Where(d => d.ProjectId == key.Project && d.Owner == key.Owner && d.KeptBecause != null);

    private WorkflowDraft New(DraftKey key, string? because) => new()
    {
        Id = Id<WorkflowDraft>.New(clock.GetUtcNow()),
        ProjectId = key.Project,
        Owner = key.Owner,
        KeptBecause = because,
    };

    /// <summary>Secrets that are live are in no draft, whether it began with them or they became live since.</summary>
    private async Task WriteAsync(
        StudioDbContext db, WorkflowDraft draft, DraftWrite write, CancellationToken cancellationToken)
    {
        draft.Write(write.Workflow, write.Before, write.BaseVersion, clock.GetUtcNow());

        if (await LiveAsync(db, draft.ProjectId, cancellationToken) is { } live)
        {
            draft.Forget(live.Workflow);
        }
    }

    private static async Task<DraftView?> ViewAsync(
        StudioDbContext db, WorkflowDraft draft, CancellationToken cancellationToken)
    {
        if (await LiveAsync(db, draft.ProjectId, cancellationToken) is not { } live)
        {
            return null;
        }

        if (live.Version == draft.BaseVersion)
        {
            return View(draft, StoredValues.Resume(draft.Workflow, live.Workflow), live.Workflow, live.Version);
        }

        var before = await db.WorkflowVersions.AsNoTracking()
            .FirstOrDefaultAsync(v => v.ProjectId == draft.ProjectId && v.Number == draft.BaseVersion, cancellationToken);

        // What was confirmed was said of the secrets of then.
        var resumed = StoredValues.WithoutConfirmations(StoredValues.Resume(draft.Workflow, live.Workflow));

        return before is null
            ? View(draft, resumed, live.Workflow, live.Version)
            : View(draft, resumed, StoredValues.Resume(before.Workflow, live.Workflow), before.Number);
    }

    private static DraftView View(WorkflowDraft draft, Workflow resumed, Workflow before, int version) =>
        new(resumed, before, version, draft.ChangedAt, draft.Revision);

    private static Task<LiveWorkflow?> LiveAsync(
        StudioDbContext db, Id<Project> project, CancellationToken cancellationToken) =>
        db.Projects.Where(p => p.Id == project)
            .Select(p => new LiveWorkflow(p.Workflow, p.WorkflowVersion))
            .FirstOrDefaultAsync(cancellationToken);

    private sealed record LiveWorkflow(Workflow Workflow, int Version);
}
