using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Projects;

namespace WebhookStudio.Features.Tasks;

/// <summary>Takes the work of a labeler or reviewer and sends the task out of its Label or Review stage: the one move that somebody waits for, and whose
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
        var sql = sessions.Durable;
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
        Store(task, work, now);
        var moved = mover.AdvanceOne(sql, project, task, DepartureOf(work, now));

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

    /// <exception cref="DomainRuleException">The task cannot be submitted, or cannot be reviewed, where it is; or it is not
    /// where the person saw it.</exception>
    private static void Check(Stage stage, LabelTask task, LabelWork work)
    {
        CheckPlace(stage, task, work);

        if (work.Verdict is null && stage.Kind is not StageKind.Label)
        {
            throw new DomainRuleException(
                "task.not_in_label",
                $"{task.ExternalId} is in {stage.Name}; only a task in a Label stage can be submitted. "
                + (stage.Kind is StageKind.Review ? "Accept or reject it." : "Requeue it first."));
        }

        if (work.Verdict is not null && stage.Kind is not StageKind.Review)
        {
            throw new DomainRuleException(
                "task.not_in_review",
                $"{task.ExternalId} is in {stage.Name}; only a task in a Review stage can be accepted or rejected. Requeue it first.");
        }

        CheckChange(stage, task, work);
    }

    /// <exception cref="DomainRuleException">The task is not where the person saw it.</exception>
    internal static void CheckPlace(Stage stage, LabelTask task, LabelWork work)
    {
        if (work.From is { } from && from != task.StageId)
        {
            throw new DomainRuleException(
                "task.moved", $"{task.ExternalId} has moved on to {stage.Name} meanwhile. Load it again.");
        }

        if (work.Since is { } since && since != task.StageEnteredAt)
        {
            throw new DomainRuleException(
                "task.moved", $"{task.ExternalId} has come to {stage.Name} anew meanwhile. Load it again.");
        }
    }

    /// <exception cref="DomainRuleException">The labels are changed where they may not be.</exception>
    internal static void CheckChange(Stage stage, LabelTask task, LabelWork work)
    {
        if (stage.Settings is ReviewStageSettings { ReadOnly: true } && work.Answer is not null)
        {
            throw new DomainRuleException(
                "review.read_only",
                $"{task.ExternalId} is in {stage.Name}, which is read-only. Reject it, or requeue it to a Label stage to change its labels.");
        }
    }

    internal static void Store(LabelTask task, LabelWork work, DateTimeOffset now)
    {
        if (work.Answer is { } answer)
        {
            task.Save(answer, work.Spent, work.By, now);
        }
        else
        {
            task.Spend(work.Spent, work.By, now);
        }
    }

    private static Departure DepartureOf(LabelWork work, DateTimeOffset now) => work.Verdict switch
    {
        ReviewVerdict.Accepted => new(VisitKind.Accepted, work.By, now) { Output = StageOutput.Accepted },
        ReviewVerdict.Rejected => new(VisitKind.Rejected, work.By, now) { Output = StageOutput.Rejected },
        _ => new(VisitKind.Human, work.By, now),
    };

    /// <summary>A task that has been submitted, the webhook that is owed for it, and its place in the lane.</summary>
    private sealed record Submitted(LabelTask Task, OwedWebhook? Owed, HandOver? Place);
}
