using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows;

namespace WebhookStudio.Features.Labeling;

/// <inheritdoc />
internal sealed class LabelingService(
    IDbContextFactory<StudioDbContext> contexts,
    LabelSheets sheets,
    LabelOutcomes outcomes,
    ITaskFlow flow,
    IStageCounters counters,
    WriteTurns turns,
    TimeProvider clock) : ILabelingService
{
    // Each lost race means that somebody else got a task, so the queue moves on; this many in a row is a fault.
    private const int MostRaces = 50;

    public async Task<LabelSheet?> OpenNextAsync(
        Id<Project> project, string email, StageKind work, Id<LabelTask>? after, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        if (await LabelSheets.FindProjectAsync(db, project, cancellationToken) is not { } found)
        {
            return null;
        }

        var stages = LabelQueue.OpenStages(found.Workflow, email, work);

        for (var race = 0; race < MostRaces; race++)
        {
            var queue = LabelQueue.Of(db.Tasks, project, stages, email);
            var task = after is { } last
                ? await queue.After(last, await PriorityAsync(db, last, cancellationToken)).InOrder()
                    .FirstOrDefaultAsync(cancellationToken)
                : null;
            task ??= await queue.InOrder().FirstOrDefaultAsync(cancellationToken);

            if (task is null)
            {
                return null;
            }

            if (await TryKeepAsync(db, task, email, cancellationToken))
            {
                return await sheets.BuildAsync(db, found, task, email, cancellationToken);
            }
        }

        throw new DomainRuleException("label.busy", "Many people take tasks at this moment. Try again.");
    }

    public async Task<LabelSheet?> OpenAsync(
        Id<Project> project, Id<LabelTask> task, string email, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        if (await LabelSheets.FindProjectAsync(db, project, cancellationToken) is not { } found
            || await FindAsync(db, project, task, cancellationToken) is not { } opened)
        {
            return null;
        }

        if (LabelQueue.WhyNotOpen(found.Workflow, opened, email) is null
            && !await TryKeepAsync(db, opened, email, cancellationToken))
        {
            // Somebody was faster: show the task as it is now.
            opened = await FindAsync(db, project, task, cancellationToken);
        }

        return opened is null ? null : await sheets.BuildAsync(db, found, opened, email, cancellationToken);
    }

    public async Task SaveAsync(LabelHandIn work, CancellationToken cancellationToken)
    {
        var (answer, _) = await CheckAsync(work, submitting: false, cancellationToken);
        await flow.SaveAsync(work.TaskId, WorkOf(work, answer), cancellationToken);
    }

    public async Task SubmitAsync(LabelHandIn work, CancellationToken cancellationToken)
    {
        var (answer, project) = await CheckAsync(work, submitting: true, cancellationToken);

        // What is rejected may be incomplete, and who can change nothing cannot complete it.
        var missing = work.Verdict is ReviewVerdict.Rejected || work.IsReadOnly
            ? []
            : AnswerJson.MissingRequired(project.Schema, answer);

        if (missing.Count > 0)
        {
            throw new DomainRuleException("answer.required", string.Join(" ", missing.Select(entry => entry.Text)));
        }

        await flow.SubmitAsync(work.TaskId, WorkOf(work, answer), cancellationToken);
    }

    public IReadOnlyList<MissingAnswer> FindMissing(LabelSheet sheet, LabelState state)
    {
        try
        {
            var context = new AnswerContext(sheet.Schema, sheet.Answer, "", "", clock.GetUtcNow());

            return AnswerJson.MissingRequired(
                sheet.Schema, AnswerJson.Read(LabelStateForm.Write(state, sheet.Answer), context));
        }
        catch (DomainRuleException refusal)
        {
            return [new("", null, WithoutPlace(refusal.Message))];
        }
    }

    public Task<IReadOnlyList<RecentOutcome>> ListOutcomesAsync(
        Id<Project> project, IReadOnlyList<Id<LabelTask>> tasks, CancellationToken cancellationToken) =>
        outcomes.ListAsync(project, tasks, cancellationToken);

    public async Task<QueueSummary?> SummariseAsync(
        Id<Project> project, string email, StageKind work, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        if (await LabelSheets.FindProjectAsync(db, project, cancellationToken) is not { } found)
        {
            return null;
        }

        var counts = await counters.CountAsync(project, cancellationToken);
        var places =
            from stage in found.Workflow.Stages
            let count = counts.GetValueOrDefault(stage.Id, StageCount.None)
            where count.Here > 0
            select new QueuePlace(stage.Id, stage.Name, stage.Kind, count.Here, count.Held);

        var stages = LabelQueue.OpenStages(found.Workflow, email, work);
        var waiting = await LabelQueue.Of(db.Tasks.AsNoTracking(), project, stages, email).CountAsync(cancellationToken);

        return new([.. places], stages.Count > 0, waiting);
    }

    // "classifications[0]: the answer ..." names a place in JSON, which nobody sees on the page.
    private static string WithoutPlace(string message)
    {
        var start = message.IndexOf("]: ", StringComparison.Ordinal) + 3;

        return start < 3 ? message : $"{char.ToUpperInvariant(message[start])}{message[(start + 1)..]}";
    }

    private async Task<(TaskAnswer Answer, LabelProject Project)> CheckAsync(
        LabelHandIn work, bool submitting, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var project = await LabelSheets.FindProjectAsync(db, work.ProjectId, cancellationToken);
        var task = await FindAsync(db, work.ProjectId, work.TaskId, cancellationToken);

        if (project is null || task is null)
        {
            throw new DomainRuleException("task.unknown", "The task does not exist any more. Go on with the next one.");
        }

        if ((submitting || !work.IsManager) && LabelQueue.WhyNotOpen(project.Workflow, task, work.Email) is { } reason)
        {
            throw new DomainRuleException(
                "label.not_open", $"{task.ExternalId} cannot be {(submitting ? "submitted" : "saved")}: {reason}");
        }

        var stageName = project.Workflow.Find(task.StageId)?.Name ?? task.StageId.Value;
        var context = new AnswerContext(project.Schema, task.Answer, work.Email, stageName, clock.GetUtcNow());

        return (AnswerJson.Read(LabelStateForm.Write(work.State, task.Answer), context), project);
    }

    private static LabelWork WorkOf(LabelHandIn work, TaskAnswer answer) =>
        new(work.IsReadOnly ? null : answer, work.Spent, work.Email, work.From) { Since = work.Since, Verdict = work.Verdict };

    private static Task<int> PriorityAsync(StudioDbContext db, Id<LabelTask> task, CancellationToken cancellationToken) =>
        db.Tasks.Where(t => t.Id == task).Select(t => t.Priority).FirstOrDefaultAsync(cancellationToken);

    private static Task<LabelTask?> FindAsync(
        StudioDbContext db, Id<Project> project, Id<LabelTask> id, CancellationToken cancellationToken) =>
        db.Tasks.SingleOrDefaultAsync(task => task.Id == id && task.ProjectId == project, cancellationToken);

    private async Task<bool> TryKeepAsync(
        StudioDbContext db, LabelTask task, string email, CancellationToken cancellationToken)
    {
        if (task.Assignee == email)
        {
            return true;
        }

        task.Assign(email);

        return await TrySaveAsync(db, cancellationToken);
    }

    private async Task<bool> TrySaveAsync(StudioDbContext db, CancellationToken cancellationToken)
    {
        using var turn = await turns.TakeAsync(cancellationToken);

        try
        {
            await db.SaveChangesAsync(cancellationToken);

            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody changed the task since it was read. What was read is worth nothing now.
            db.ChangeTracker.Clear();

            return false;
        }
    }
}
