using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Says which task a test or a preview is about.</summary>
/// <param name="Task">The task; the newest of the project if it is not said, or a sample if there is none.</param>
/// <param name="IsSample">Whether it is the sample, whatever tasks there are.</param>
public readonly record struct TaskChoice(Id<LabelTask>? Task, bool IsSample = false);

/// <summary>Composes what a stage would send for a task that entered it now, as the flow of tasks does. Nothing moves.</summary>
internal sealed class PayloadComposer(TaskMover mover, TimeProvider clock)
{
    private static readonly JsonElement SampleMetadata = JsonSerializer.SerializeToElement(new { width = 640, height = 480 });

    /// <summary>Reads what the documents are made of.</summary>
    /// <exception cref="DomainRuleException">The project has no such task.</exception>
    public async Task<DocumentSource> SourceAsync(
        StudioDbContext db, Project project, Stage stage, TaskChoice choice, CancellationToken cancellationToken) =>
        await TaskAsync(db, project, choice, cancellationToken) is { } task
            ? await mover.SourceAsync(db, project, task, stage, cancellationToken)
            : Sample(project, stage);

    private static async Task<LabelTask?> TaskAsync(
        StudioDbContext db, Project project, TaskChoice choice, CancellationToken cancellationToken)
    {
        var tasks = db.Tasks.AsNoTracking().Where(t => t.ProjectId == project.Id);

        if (choice.Task is { } chosen)
        {
            return await tasks.SingleOrDefaultAsync(t => t.Id == chosen, cancellationToken)
                ?? throw new DomainRuleException("task.unknown", $"Invalid task: {chosen}.");
        }

        return choice.IsSample ? null : await tasks.OrderByDescending(t => t.Id).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Makes a task that is stored nowhere, as it would be after it entered the stage.</summary>
    private DocumentSource Sample(Project project, Stage stage)
    {
        var now = clock.GetUtcNow();
        var asset = new Asset
        {
            Id = Id<Asset>.New(now),
            ProjectId = project.Id,
            Data = "https://pictures.example/sample.png",
            ExternalId = WebhookTest.SampleName,
            Metadata = SampleMetadata,
            CreatedAt = now,
        };

        return new(project, asset, asset.Data, [], LabelTask.Create(asset, stage.Id, project.Owner, now), []);
    }
}
