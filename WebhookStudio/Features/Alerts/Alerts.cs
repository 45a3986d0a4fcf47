using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Alerts;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Features.Alerts;

/// <inheritdoc cref="IAlerts"/>
internal sealed class Alerts(
    IDbContextFactory<StudioDbContext> contexts,
    WriteTurns turns,
    AlertSender sender,
    IReceiverUrls urls,
    IOptions<AlertOptions> options,
    TimeProvider clock) : IAlerts
{
    public async Task<IReadOnlyList<StageAlert>> ListAsync(Id<Project> project, int most, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        return await db.Alerts.AsNoTracking().Where(alert => alert.ProjectId == project)
            .OrderByDescending(alert => alert.Id).Take(most)
            .ToListAsync(cancellationToken);
    }

    public async Task<AlertSettings?> SettingsAsync(Id<Project> project, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        if (!await db.Projects.AnyAsync(p => p.Id == project, cancellationToken))
        {
            return null;
        }

        var target = await db.AlertTargets.AsNoTracking().SingleOrDefaultAsync(t => t.ProjectId == project, cancellationToken)
            ?? new() { ProjectId = project };

        return new(
            new(target.Url, target.Secret, target.IsOn),
            target is { LastAt: { } at, LastResult: { } result } ? new(target.LastArrived, result, at) : null,
            options.Value.Rules);
    }

    public async Task SaveAsync(Id<Project> project, AlertChange change, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        using var turn = await turns.TakeAsync(cancellationToken);
        var target = await db.AlertTargets.SingleOrDefaultAsync(t => t.ProjectId == project, cancellationToken);

        if (target is null)
        {
            target = new() { ProjectId = project };
            db.Add(target);
        }

        Apply(target, change);
        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task<AlertTest> TestAsync(
        Id<Project> project, AlertChange change, string by, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var name = await db.Projects.Where(p => p.Id == project).Select(p => p.Name).SingleOrDefaultAsync(cancellationToken)
            ?? throw new DomainRuleException("project.unknown", $"Invalid project: {project}.");
        var target = await db.AlertTargets.AsNoTracking().SingleOrDefaultAsync(t => t.ProjectId == project, cancellationToken)
            ?? new() { ProjectId = project };
        var isSaved = (target.Url, target.Secret) == (change.Url, change.Secret);
        Apply(target, change with { IsOn = true });

        var attempt = await sender.TestAsync(target, name, by);

        if (isSaved)
        {
            await NoteAsync(project, attempt.Accepted, AlertSender.Word(attempt));
        }

        return new(attempt.Accepted, AlertSender.Word(attempt), attempt.DurationMs, attempt.Detail);
    }

    private void Apply(AlertTarget target, AlertChange change)
    {
        target.Change(change.Url.Trim(), change.Secret, change.IsOn);

        if (target.Url.Length > 0 && urls.Refusal(target.Url) is { } refusal)
        {
            throw new DomainRuleException("alerts.url", $"Address for alerts: {refusal}");
        }
    }

    private async Task NoteAsync(Id<Project> project, bool arrived, string result)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        using var turn = await turns.TakeAsync(CancellationToken.None);

        if (await db.AlertTargets.FindAsync(project) is { } target)
        {
            target.Note(arrived, result, clock.GetUtcNow());
            await db.SaveChangesAsync();
        }
    }
}
