using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Workflows.Versions;

namespace WebhookStudio.Features.Workflows;

/// <inheritdoc cref="IWorkflowService"/>
internal sealed class WorkflowService(
    IDbContextFactory<StudioDbContext> contexts,
    WriteTurns turns,
    StageMoves moves,
    IEnumerable<IWorkflowObserver> observers,
    IReceiverUrls urls,
    TimeProvider clock) : IWorkflowService
{
    public async Task<WorkflowView?> GetAsync(Id<Project> project, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.Projects.AsNoTracking().FirstOrDefaultAsync(p => p.Id == project, cancellationToken);

        if (found is null)
        {
            return null;
        }

        var names = await NamesAsync(db, found, cancellationToken);
        var tasks = await db.Tasks.CountAsync(t => t.ProjectId == project, cancellationToken);

        return new(
            found.Id,
            found.Name,
            found.Workflow,
            new(found.Schema.Tools.Length, found.Schema.Classifications.Length, names.Batches.Count, tasks) { Names = names })
        {
            Version = found.WorkflowVersion,
            SavedBy = await PeopleNames.OfAsync(db, found.WorkflowSavedBy, cancellationToken),
            SavedAt = found.WorkflowSavedAt,
        };
    }

    public IReadOnlyList<WorkflowProblem> Check(Workflow workflow, Workflow? live = null) =>
    [
        .. WorkflowCheck.Find(workflow, live ?? workflow).Concat(RefusedReceivers.Find(workflow, urls))
            .OrderByDescending(problem => problem.Severity),
    ];

    public Task<int> SaveAsync(
        Id<Project> project, Workflow edited, int expectedVersion, string by, CancellationToken cancellationToken) =>
        SaveAsync(project, new WorkflowSave(edited, expectedVersion, by), cancellationToken);

    public async Task<int> SaveAsync(Id<Project> project, WorkflowSave save, CancellationToken cancellationToken)
    {
        var (version, entered) = await CommitAsync(project, save, cancellationToken);

        // The commit stands: whoever listens hears of it even if the person has left the page.
        foreach (var observer in observers)
        {
            await observer.SavedAsync(project, save.Edited, CancellationToken.None);
        }

        moves.Tell(project, entered);

        return version;
    }

    public async Task<IReadOnlyList<LeftStage>> FindLeftAsync(
        Id<Project> project, Workflow edited, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var live = await db.Projects.Where(p => p.Id == project).Select(p => p.Workflow).FirstOrDefaultAsync(cancellationToken);

        return live is null ? [] : await StageMoves.FindAsync(db, project, live, edited, cancellationToken);
    }

    private async Task<(int Version, IReadOnlySet<StageId> Entered)> CommitAsync(
        Id<Project> id, WorkflowSave save, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        using var turn = await turns.TakeAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var project = await db.Projects.FirstOrDefaultAsync(p => p.Id == id, cancellationToken)
            ?? throw new DomainRuleException("project.unknown", "There is no such project.");

        if (project.WorkflowVersion != save.ExpectedVersion)
        {
            throw await MovedAsync(db, project, save.ExpectedVersion, cancellationToken);
        }

        var names = await NamesAsync(db, project, cancellationToken);
        WorkflowCheck.ThrowIfBroken(Check(save.Edited, project.Workflow).Concat(LogicCheck.FindUnknown(save.Edited, names)));
        StageMoves.Check(project.Workflow, save);
        var removed = project.Workflow.Stages.Where(stage => save.Edited.Find(stage.Id) is null).ToList();
        await VersionShelf.KeepLiveAsync(db, project, cancellationToken);
        project.ChangeWorkflow(save.Edited, save.By, clock.GetUtcNow());
        await VersionShelf.AddAsync(db, project, save, cancellationToken);

        try
        {
            // Written before the stages are counted: from here on no other writer can send a task into one of them.
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            await transaction.RollbackAsync(cancellationToken);
            var live = await db.Projects.AsNoTracking().FirstAsync(p => p.Id == id, cancellationToken);

            throw await MovedAsync(db, live, save.ExpectedVersion, cancellationToken);
        }

        var entered = await moves.MoveAsync(db, project, save.MoveTasks, cancellationToken);

        foreach (var stage in removed)
        {
            await StageMoves.ThrowIfInUseAsync(db, id, stage, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);

        return (project.WorkflowVersion, entered);
    }

    private static async Task<DomainRuleException> MovedAsync(
        StudioDbContext db, Project live, int expected, CancellationToken cancellationToken)
    {
        var who = await PeopleNames.OfAsync(db, live.WorkflowSavedBy, cancellationToken);
        var when = live.WorkflowSavedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

        return new(
            "workflow.moved",
            $"{who} saved v{live.WorkflowVersion} at {when} UTC; your changes are based on v{expected}. "
                + "Load the live workflow and make them again, or save them over it.");
    }

    private static async Task<RuleNames> NamesAsync(StudioDbContext db, Project project, CancellationToken cancellationToken)
    {
        var batches = await db.Batches.Where(batch => batch.ProjectId == project.Id).OrderBy(batch => batch.Id)
            .ToDictionaryAsync(batch => batch.Id.Value, batch => batch.Name, cancellationToken);

        return new(project.Schema.Titles(), batches);
    }
}
