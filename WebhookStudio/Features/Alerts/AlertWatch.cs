using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Alerts;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Projects;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Alerts;

/// <summary>Looks at the stages, tells what has changed, and has alerts sent that are due.</summary>
/// <remarks>What has been told of a stage and what is to be sent are written in one transaction. A crash before it tells
/// later, one after it sends later; nothing is told twice.</remarks>
internal sealed class AlertWatch(
    IDbContextFactory<StudioDbContext> contexts,
    WriteTurns turns,
    LiveProjects projects,
    IAlertJobs jobs,
    IProjectFeed feed,
    IOptions<AlertOptions> options,
    TimeProvider clock) : IDisposable
{
    /// <summary>After this a job that was queued counts as lost.</summary>
    private static readonly TimeSpan JobIsLost = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Dictionary<(Id<StageAlert> Alert, DateTimeOffset Due), DateTimeOffset> _queued = [];

    /// <summary>Looks once. Looks never overlap.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);

        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);

            foreach (var project in await TellAsync(db, cancellationToken))
            {
                feed.Publish(project);
            }

            await QueueAsync(db, cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<IReadOnlyList<Id<Project>>> TellAsync(StudioDbContext db, CancellationToken cancellationToken)
    {
        var troubles = await StageTroubles.ReadAsync(db, cancellationToken);
        var alarms = (await db.Alarms.ToListAsync(cancellationToken)).ToDictionary(alarm => new StageKey(alarm.ProjectId, alarm.StageId));
        var told = new List<StageAlert>();

        foreach (var key in troubles.Keys.Union(alarms.Keys).ToList())
        {
            if (Observe(db, key, alarms.GetValueOrDefault(key), troubles.GetValueOrDefault(key, StageTrouble.None)) is { } alert)
            {
                told.Add(alert);
            }
        }

        if (db.ChangeTracker.HasChanges())
        {
            using var turn = await turns.TakeAsync(cancellationToken);
            await StoreAsync(db, told, cancellationToken);
        }

        return [.. told.Select(alert => alert.ProjectId).Distinct()];
    }

    private StageAlert? Observe(StudioDbContext db, StageKey key, StageAlarm? known, StageTrouble trouble)
    {
        var stage = projects.TryGet(key.Project)?.Workflow.Find(key.Stage);
        var sends = stage?.Settings is WebhookStageSettings { Enabled: true };
        var fails = sends && trouble != StageTrouble.None;

        if (known is null && !fails)
        {
            return null;
        }

        var alarm = known ?? new() { ProjectId = key.Project, StageId = key.Stage };
        var now = clock.GetUtcNow();
        var kind = alarm.Observe(fails, now, options.Value.Rules);
        Keep(db, alarm, known is null);

        return kind is not { } told ? null : new()
        {
            Id = Id<StageAlert>.New(now),
            ProjectId = key.Project,
            StageId = key.Stage,
            StageName = stage?.Name ?? key.Stage.Value,
            Kind = told,
            At = now,
            FailingSince = alarm.FailingSince,
            Held = trouble.Held,
            Retrying = trouble.Retrying,
            Cause = stage is null ? "removed" : !sends ? "switched off" : trouble.Cause,
        };
    }

    /// <summary>What is well has no row.</summary>
    private static void Keep(StudioDbContext db, StageAlarm alarm, bool isNew)
    {
        if (isNew)
        {
            db.Add(alarm);
        }
        else if (alarm.State is AlarmState.Well)
        {
            db.Remove(alarm);
        }
    }

    private async Task StoreAsync(StudioDbContext db, List<StageAlert> told, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var named = told.Select(alert => alert.ProjectId).ToList();
        var targets = await db.AlertTargets.AsNoTracking()
            .Where(target => named.Contains(target.ProjectId) && target.IsOn)
            .Select(target => target.ProjectId)
            .ToListAsync(cancellationToken);

        foreach (var alert in told)
        {
            if (targets.Contains(alert.ProjectId))
            {
                alert.Send(now);
            }

            db.Add(alert);
        }

        await db.SaveChangesAsync(cancellationToken);

        if (told.Count > 0)
        {
            var oldest = Id<StageAlert>.FirstOf(now - StageAlert.Lifetime);
            await db.Alerts.Where(alert => alert.Id < oldest).ExecuteDeleteAsync(cancellationToken);
        }
    }

    /// <summary>Queues what is due. What was queued a short while ago is not queued again: its job may still wait.</summary>
    private async Task QueueAsync(StudioDbContext db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = await db.Alerts.AsNoTracking()
            .Where(alert => alert.Sending == AlertSending.Due && alert.DueAt <= now)
            .Select(alert => new { alert.Id, alert.DueAt })
            .ToListAsync(cancellationToken);
        var keys = due.Select(alert => (alert.Id, alert.DueAt!.Value)).ToHashSet();

        foreach (var gone in _queued.Keys.Where(key => !keys.Contains(key)).ToList())
        {
            _queued.Remove(gone);
        }

        foreach (var key in keys.Where(key => !_queued.TryGetValue(key, out var at) || now - at >= JobIsLost))
        {
            _queued[key] = now;
            jobs.Enqueue(key.Id);
        }
    }
}
