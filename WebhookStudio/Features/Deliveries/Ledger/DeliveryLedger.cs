using System.Collections.Immutable;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Projects;

namespace WebhookStudio.Features.Deliveries;

/// <summary>The database side of a lane: claims what is due, and settles what has been sent.</summary>
internal sealed partial class DeliveryLedger(
    SqlSessions sessions,
    WriteTurns turns,
    LiveProjects projects,
    WebhookTargets targets,
    StageEntrance entrance,
    TimeProvider clock,
    ILogger<DeliveryLedger> logger)
{
    /// <summary>Writes down what a lane has sent, and claims what it asks for, in one transaction.</summary>
    /// <remarks>It is on the disk before the first of what it claims is sent: after a power cut, what may have gone out shows as
    /// such. Doing it twice does it once. A task that cannot move on must not keep the others from it: then each is settled alone, and
    /// the one that fails is held with the reason.</remarks>
    public async Task<TurnResult> TakeTurnAsync(StageKey key, LaneTurn turn, CancellationToken cancellationToken)
    {
        using var mine = await turns.TakeAsync(cancellationToken);
        var sql = sessions.Writer;

        try
        {
            return await TransactAsync(sql, key, turn);
        }
        catch (Exception failure) when (turn.Ended.Count > 0 && IsOfTheWorkflow(failure))
        {
            Log.NotMoved(logger, key.Stage.Value, turn.Ended.Count, failure);
        }

        ImmutableHashSet<StageId> entered = [];

        foreach (var one in turn.Ended)
        {
            entered = entered.Union(await SettleAloneAsync(key, one));
        }

        var rest = await TransactAsync(sql, key, turn with { Ended = [] });

        return rest with { Entered = entered };
    }

    /// <summary>Settles attempts that were made outside the lane.</summary>
    /// <returns>The Webhook stages that tasks have entered.</returns>
    public async Task<IReadOnlySet<StageId>> SettleAsync(
        WebhookTarget target, IReadOnlyList<EndedAttempt> ended, CancellationToken cancellationToken)
    {
        var turn = new LaneTurn(ended, [], Circuit: null, Ask: _ => null) { Retries = target.Retries };
        var result = await TakeTurnAsync(target.Key, turn, cancellationToken);

        return result.Entered;
    }

    private async Task<TurnResult> TransactAsync(SqlSession sql, StageKey key, LaneTurn turn)
    {
        sql.Run("BEGIN IMMEDIATE");

        try
        {
            var result = await WriteAsync(sql, key, turn);
            sql.Run("COMMIT");

            return result;
        }
        catch
        {
            sql.Rollback();
            throw;
        }
    }

    private async Task<TurnResult> WriteAsync(SqlSession sql, StageKey key, LaneTurn turn)
    {
        var now = clock.GetUtcNow();
        var project = projects.Find(sql, key.Project)
            ?? throw new DomainRuleException("project.unknown", $"Invalid project: {key.Project}.");
        var target = targets.Of(project, key.Stage);
        var entered = await SettleAsync(sql, project, key, turn);

        foreach (var delivery in turn.HandedBack)
        {
            sql.HandBack(delivery);
        }

        if (turn.Circuit is { } circuit)
        {
            sql.Put(circuit);
        }

        var request = target is null ? null : turn.Ask(target);
        var claimed = request is null ? [] : sql.Claim(key, request, now);
        var nextDue = request is null || claimed.Count >= request.Most ? null : sql.NextRetryAt(key, now);

        return new(target, claimed, entered, nextDue);
    }

    private async Task<ImmutableHashSet<StageId>> SettleAsync(
        SqlSession sql, Project project, StageKey key, LaneTurn turn)
    {
        if (turn.Ended.Count == 0)
        {
            return [];
        }

        var stage = project.Workflow.Find(key.Stage);
        var retries = turn.Retries ?? targets.RetriesOf(stage);
        var batch = new SettleBatch(sql, project, stage, retries, clock.GetUtcNow());

        foreach (var (delivery, attempt) in turn.Ended)
        {
            batch.Settle(delivery, attempt);
        }

        batch.Lost.ForEach(id => Log.LeaseLost(logger, id));

        return await entrance.EnterAsync(sql, project, key.Stage, batch.Entering, clock.GetUtcNow());
    }

    private async Task<ImmutableHashSet<StageId>> SettleAloneAsync(StageKey key, EndedAttempt one)
    {
        try
        {
            return [.. (await TransactAsync(sessions.Writer, key, Alone(one))).Entered];
        }
        catch (Exception failure) when (IsOfTheWorkflow(failure))
        {
            var held = one with
            {
                Attempt = one.Attempt with { Accepted = false, Detail = $"The task cannot move on: {failure.Message}" },
            };
            var result = await TransactAsync(sessions.Writer, key, Alone(held) with { Retries = RetryPolicy.None });

            return [.. result.Entered];
        }
    }

    private static LaneTurn Alone(EndedAttempt one) => new([one], [], Circuit: null, Ask: _ => null);

    private static bool IsOfTheWorkflow(Exception failure) =>
        !WriteWhenPossible.IsOfDatabase(failure) && failure is not (OperationCanceledException or OutOfMemoryException);

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Error, "Stage {StageId}: of {Count} accepted tasks one cannot move on; each is settled alone.")]
        public static partial void NotMoved(ILogger logger, string stageId, int count, Exception exception);

        [LoggerMessage(
            LogLevel.Warning,
            "Delivery {DeliveryId} was settled or cancelled elsewhere while it was being sent; the attempt is only logged.")]
        public static partial void LeaseLost(ILogger logger, Id<WebhookDelivery> deliveryId);
    }
}
