using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Projects;

namespace WebhookStudio.Features.Tasks;

/// <summary>Takes a labeler's work and sends the task out of its Label stage: the one move that somebody waits for, and whose
/// webhook a receiver waits for. So it is written with prepared statements.</summary>
internal sealed class TaskSubmission(
    IDbContextFactory<StudioDbContext> contexts,
    SqlSessions sessions,
    WriteTurns turns,
    TaskMover mover,
    LiveProjects projects,
    LaneHandOver lanes,
    TimeProvider clock)
{
    /// <summary>Submits a task.</summary>
    /// <param name="id">The task.</param>
    /// <param name="describe">Says what is handed in, now that the task and its project are known.</param>
    /// <param name="cancellationToken">Cancels before anything is written.</param>
    /// <returns>The task as it is then, and the Webhook stage whose lane has to be woken, if one has.</returns>
    public async Task<(LabelTask Task, StageId? Entered)> SubmitAsync(
        Id<LabelTask> id, Func<Project, LabelTask, LabelWork> describe, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        using var turn = await turns.TakeAsync(cancellationToken);
        var sql = sessions.Writer;
        Submitted submitted;
        sql.Run("BEGIN IMMEDIATE");

        try
        {
            submitted = await SubmitAsync(sql, db, id, describe);
            sql.Run("COMMIT");
        }
        catch
        {
            sql.Rollback();
            throw;
        }

        return Sent(submitted);
    }

    // What is read by the context is committed, and stays so: nobody else can write until this transaction has ended.
    private async Task<Submitted> SubmitAsync(
        SqlSession sql, StudioDbContext db, Id<LabelTask> id, Func<Project, LabelTask, LabelWork> describe)
    {
        var task = await TaskQueries.FindUntracked(db, id, CancellationToken.None)
            ?? throw new DomainRuleException("task.unknown", $"Invalid task: {id}.");
        var project = projects.Find(sql, task.ProjectId)
            ?? throw new DomainRuleException("project.unknown", $"Invalid project: {task.ProjectId}.");
        var work = describe(project, task);
        Check(project.Workflow.Get(task.StageId), task, work);
        var (revision, now) = (task.Revision, clock.GetUtcNow());
        task.Save(work.Answer, work.Spent, work.By, now);
        var moved = mover.AdvanceOne(sql, project, task, new(VisitKind.Human, work.By, now));

        if (!sql.TryUpdate(task, revision))
        {
            throw new DomainRuleException(
                "task.changed", "Somebody else changed the task at the same moment. Load it again and repeat.");
        }

        moved.Visits.ForEach(sql.Insert);

        if (moved.Owed is not { } owed)
        {
            return new(task, Owed: null, Place: null);
        }

        var place = lanes.TryReserve(project, owed.Delivery.StageId);

        if (place is not null)
        {
            owed.Delivery.Claim(place.Token, place.Until);
        }

        sql.Insert(owed);

        return new(task, owed, place);
    }

    /// <returns>The task, and the Webhook stage whose lane has to look for its delivery.</returns>
    private (LabelTask Task, StageId? Entered) Sent(Submitted submitted)
    {
        if (submitted is not { Owed: { } owed, Place: { } place })
        {
            return (submitted.Task, submitted.Owed?.Delivery.StageId);
        }

        lanes.Send(place, owed.Delivery, owed.Body);

        return (submitted.Task, null);
    }

    /// <exception cref="DomainRuleException">The task is not in a Label stage, or not where the labeler saw it.</exception>
    internal static void Check(Stage stage, LabelTask task, LabelWork work)
    {
        if (stage.Kind is not StageKind.Label)
        {
            throw new DomainRuleException(
                "task.not_in_label",
                $"{task.ExternalId} is in {stage.Name}; only a task in a Label stage can be submitted. Requeue it first.");
        }

        CheckPlace(stage, task, work);
    }

    /// <exception cref="DomainRuleException">The task is not where the labeler saw it.</exception>
    internal static void CheckPlace(Stage stage, LabelTask task, LabelWork work)
    {
        if (work.From is { } from && from != task.StageId)
        {
            throw new DomainRuleException(
                "task.moved", $"{task.ExternalId} has moved on to {stage.Name} meanwhile. Load it again.");
        }
    }

    /// <summary>A task that has been submitted, the webhook that is owed for it, and its place in the lane.</summary>
    private sealed record Submitted(LabelTask Task, OwedWebhook? Owed, HandOver? Place);
}
