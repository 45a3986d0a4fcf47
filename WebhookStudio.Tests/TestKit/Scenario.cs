using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Platform;

namespace WebhookStudio.Tests.TestKit;

/// <summary>A project of the application with tasks in it, in the words of the domain.</summary>
public sealed class Scenario(StudioApp app, Project project)
{
    public const string Secret = "your_secret_key";

    private static readonly JsonElement NoMetadata = JsonDocument.Parse("{}").RootElement;

    public Id<Project> ProjectId => project.Id;

    public Workflow Workflow => project.Workflow;

    /// <summary>Gets the first Webhook stage.</summary>
    public Stage Webhook => project.Workflow.Stages.First(stage => stage.Kind is StageKind.Webhook);

    /// <summary>Makes a project Start, Label, Webhook, Complete that sends to an address, signed with <see cref="Secret"/>.</summary>
    public static Task<Scenario> CreateAsync(
        StudioApp app, string url, Func<WebhookStageSettings, WebhookStageSettings>? change = null)
    {
        var settings = new WebhookStageSettings
        {
            Url = url,
            Auth = WebhookAuth.Secret,
            Secret = app.Get<ISecretProtector>().Seal(Secret),
        };

        return CreateAsync(app, Workflow.WithWebhook(change?.Invoke(settings) ?? settings));
    }

    public static async Task<Scenario> CreateAsync(StudioApp app, Workflow workflow)
    {
        var project = Project.Create(
            "Pastry detection", "", StudioApp.OwnerEmail, workflow, TimeProvider.System.GetUtcNow());
        await app.ReadAsync(async db =>
        {
            db.Add(project);

            return await db.SaveChangesAsync();
        });

        return new(app, project);
    }

    /// <summary>The same project in another application on the same data folder.</summary>
    public Scenario In(StudioApp other) => new(other, project);

    /// <summary>Adds tasks; they go on to the first stage that keeps them.</summary>
    public async Task<IReadOnlyList<Id<LabelTask>>> AddTasksAsync(params string[] externalIds)
    {
        var assets = externalIds.Select(externalId => new NewAsset(
            $"https://pictures.example/{externalId}", externalId, NoMetadata, [], [])).ToList();
        var tasks = await app.Get<ITaskFlow>().AddAsync(
            project.Id, assets, StudioApp.OwnerEmail, CancellationToken.None);

        return [.. tasks.Select(task => task.Id)];
    }

    /// <summary>Adds a task and submits it out of its Label stage.</summary>
    public async Task<Id<LabelTask>> SubmitNewAsync(string externalId = "task5.png")
    {
        var task = (await AddTasksAsync(externalId))[0];
        await SubmitAsync(task);

        return task;
    }

    public Task SubmitAsync(Id<LabelTask> task) => app.Get<ITaskFlow>().SubmitAsync(
        task, new LabelWork(TaskAnswer.Empty, new(3549), StudioApp.OwnerEmail), CancellationToken.None);

    public Task<LabelTask> TaskAsync(Id<LabelTask> task) =>
        app.ReadAsync(db => db.Tasks.AsNoTracking().SingleAsync(candidate => candidate.Id == task));

    public Task<List<StageVisit>> VisitsAsync(Id<LabelTask> task) => app.ReadAsync(
        db => db.Visits.AsNoTracking().Where(visit => visit.TaskId == task)
            .OrderBy(visit => visit.CompletedAt).ThenBy(visit => visit.Id).ToListAsync());

    public Task<List<DeliveryAttempt>> AttemptsAsync() => app.ReadAsync(
        db => db.Attempts.AsNoTracking().Include(attempt => attempt.Exchange).Where(attempt => attempt.ProjectId == project.Id)
            .OrderBy(attempt => attempt.Id).ToListAsync());

    public Task<List<WebhookDelivery>> DeliveriesAsync() => app.ReadAsync(
        db => db.Deliveries.AsNoTracking().Where(delivery => delivery.ProjectId == project.Id)
            .OrderBy(delivery => delivery.Id).ToListAsync());

    /// <summary>Waits until a task is in a stage.</summary>
    public Task<LabelTask> ArrivesAsync(Id<LabelTask> task, StageId stage, CancellationToken cancellationToken) =>
        Eventually.GetAsync(() => TaskAsync(task), found => found.StageId == stage, cancellationToken);

    /// <summary>Waits until the only delivery of the project has a status.</summary>
    public async Task<WebhookDelivery> SettlesAsync(DeliveryStatus status, CancellationToken cancellationToken) =>
        (await Eventually.GetAsync(
            DeliveriesAsync, found => found is [{ } only] && only.Status == status, cancellationToken))[0];
}
