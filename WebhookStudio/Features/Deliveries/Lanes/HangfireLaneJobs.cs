using Hangfire;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;

namespace WebhookStudio.Features.Deliveries;

/// <inheritdoc />
internal sealed class HangfireLaneJobs(IBackgroundJobClient jobs, IStageNames names) : ILaneJobs
{
    public void Enqueue(StageKey stage) => jobs.Enqueue<DeliverWebhooksJob>(
        job => job.RunAsync(stage.Project.Value, stage.Stage.Value, names.NameOf(stage), CancellationToken.None));
}

/// <summary>Names stages for people, in lists of jobs.</summary>
internal interface IStageNames
{
    /// <summary>Gets project and stage, such as <c>Pastry detection / Webhook</c>, as they were when first asked.</summary>
    string NameOf(StageKey stage);
}

/// <inheritdoc />
internal sealed class StageNames(IDbContextFactory<StudioDbContext> contexts) : IStageNames
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<StageKey, string> _names = new();

    public string NameOf(StageKey stage) => _names.GetOrAdd(stage, Read);

    private string Read(StageKey stage)
    {
        using var db = contexts.CreateDbContext();
        var project = db.Projects.AsNoTracking().Where(p => p.Id == stage.Project)
            .Select(p => new { p.Name, p.Workflow }).FirstOrDefault();

        return $"{project?.Name} / {project?.Workflow.Find(stage.Stage)?.Name ?? stage.Stage.Value}";
    }
}
