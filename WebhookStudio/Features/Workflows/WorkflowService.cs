using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Workflows;

/// <inheritdoc cref="IWorkflowService"/>
internal sealed class WorkflowService(
    IDbContextFactory<StudioDbContext> contexts,
    IEnumerable<IWorkflowObserver> observers,
    IProjectFeed feed,
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
            SavedBy = await NameAsync(db, found.WorkflowSavedBy, cancellationToken),
            SavedAt = found.WorkflowSavedAt,
        };
    }

    public IReadOnlyList<WorkflowProblem> Check(Workflow workflow, Workflow? live = null) =>
    [
        .. WorkflowCheck.Find(workflow, live ?? workflow).Concat(RefusedReceivers.Find(workflow, urls))
            .OrderByDescending(problem => problem.Severity),
    ];

    public async Task<int> SaveAsync(
        Id<Project> project, Workflow edited, int expectedVersion, string by, CancellationToken cancellationToken)
    {
        var version = await CommitAsync(project, edited, expectedVersion, by, cancellationToken);

        // The commit stands: whoever listens hears of it even if the person has left the page.
        foreach (var observer in observers)
        {
            await observer.SavedAsync(project, edited, CancellationToken.None);
        }

        feed.Publish(project);

        return version;
    }

    private async Task<int> CommitAsync(
        Id<Project> id, Workflow edited, int expectedVersion, string by, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var project = await db.Projects.FirstOrDefaultAsync(p => p.Id == id, cancellationToken)
            ?? throw new DomainRuleException("project.unknown", "There is no such project.");

        if (project.WorkflowVersion != expectedVersion)
        {
            throw await MovedAsync(db, project, expectedVersion, cancellationToken);
        }

        var names = await NamesAsync(db, project, cancellationToken);
        WorkflowCheck.ThrowIfBroken(Check(edited, project.Workflow).Concat(LogicCheck.FindUnknown(edited, names)));
        var removed = project.Workflow.Stages.Where(stage => edited.Find(stage.Id) is null).ToList();
        project.ChangeWorkflow(edited, by, clock.GetUtcNow());

        try
        {
            // Written before the stages are counted: from here on no other writer can send a task into one of them.
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            await transaction.RollbackAsync(cancellationToken);
            var live = await db.Projects.AsNoTracking().FirstAsync(p => p.Id == id, cancellationToken);

            throw await MovedAsync(db, live, expectedVersion, cancellationToken);
        }

        foreach (var stage in removed)
        {
            await ThrowIfInUseAsync(db, id, stage, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);

        return project.WorkflowVersion;
    }

    private static async Task ThrowIfInUseAsync(
        StudioDbContext db, Id<Project> project, Stage stage, CancellationToken cancellationToken)
    {
        var tasks = await db.Tasks.CountAsync(t => t.ProjectId == project && t.StageId == stage.Id, cancellationToken);

        if (tasks > 0)
        {
            throw new DomainRuleException(
                "stage.in_use",
                $"{Count(tasks, "task")} {(tasks == 1 ? "is" : "are")} in {stage.Name}. Requeue {(tasks == 1 ? "it" : "them")} first.");
        }

        var owed = await db.Deliveries.CountAsync(
            d => d.ProjectId == project && d.StageId == stage.Id && d.Status < DeliveryStatus.Delivered, cancellationToken);

        if (owed > 0)
        {
            throw new DomainRuleException(
                "stage.in_use", $"{stage.Name} still owes {Count(owed, "webhook")}. Wait until they are sent, or requeue their tasks first.");
        }
    }

    private static async Task<DomainRuleException> MovedAsync(
        StudioDbContext db, Project live, int expected, CancellationToken cancellationToken)
    {
        var who = await NameAsync(db, live.WorkflowSavedBy, cancellationToken);
        var when = live.WorkflowSavedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

        return new(
            "workflow.moved",
            $"{who} saved v{live.WorkflowVersion} at {when} UTC; your changes are based on v{expected}. "
                + "Discard them to load the live workflow, then make them again.");
    }

    private static async Task<string> NameAsync(StudioDbContext db, string email, CancellationToken cancellationToken)
    {
        var name = await db.Users.Where(user => user.Email == email)
            .Select(user => user.DisplayName)
            .FirstOrDefaultAsync(cancellationToken);

        return string.IsNullOrWhiteSpace(name) ? email : name;
    }

    private static async Task<RuleNames> NamesAsync(StudioDbContext db, Project project, CancellationToken cancellationToken)
    {
        var batches = await db.Batches.Where(batch => batch.ProjectId == project.Id).OrderBy(batch => batch.Id)
            .ToDictionaryAsync(batch => batch.Id.Value, batch => batch.Name, cancellationToken);

        return new(project.Schema.Titles(), batches);
    }

    private static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";
}
