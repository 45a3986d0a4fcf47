using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Receivers;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Assets;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Samples;

/// <inheritdoc cref="ISampleProject" />
internal sealed class SampleProject(
    IDbContextFactory<StudioDbContext> database,
    IAssetFiles files,
    ITaskFlow flow,
    ISecretProtector protector,
    IPublicAddress address,
    SampleMarker marker,
    TimeProvider clock) : ISampleProject
{
    /// <summary>The name of the project.</summary>
    public const string Name = "Sample project";

    private const int SecretLength = 32;

    public async Task<string?> CreateAsync(string ownerEmail, CancellationToken cancellationToken)
    {
        using var turn = await marker.EnterAsync(cancellationToken);

        return (await MakeAsync(ownerEmail, cancellationToken)).Value;
    }

    public async Task EnsureAsync(string ownerEmail, CancellationToken cancellationToken)
    {
        using var turn = await marker.EnterAsync(cancellationToken);

        if (!marker.IsSet)
        {
            await MakeAsync(ownerEmail, cancellationToken);
        }
    }

    private async Task<Id<Project>> MakeAsync(string owner, CancellationToken cancellationToken)
    {
        var pictures = SamplePicture.All();
        var (project, batches) = await AddProjectAsync(owner, cancellationToken);
        var assets = new List<NewAsset>(pictures.Count);

        foreach (var (number, picture) in pictures.Index())
        {
            await using var content = picture.Open();
            assets.Add(new(
                await files.StoreAsync(project, picture.File, content, cancellationToken),
                picture.File,
                JsonSerializer.SerializeToElement(new { width = picture.Width, height = picture.Height }),
                [.. batches.Where(batch => batch.Takes(number + 1, picture)).Select(batch => batch.Id)],
                []));
        }

        await flow.AddAsync(project, assets, owner, cancellationToken);
        marker.Set(project);

        return project;
    }

    /// <summary>Adds the project with its batches and its receiver in one transaction.</summary>
    private async Task<(Id<Project> Project, IReadOnlyList<SampleBatch> Batches)> AddProjectAsync(
        string owner, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var project = Project.Create(
            Name, "Twelve pastry pictures to try the whole way: label, deliver, fail, re-run.", owner, Workflow.Default, now);
        var receiver = TestReceiver.Create(project.Id, now);
        project.ChangeSchema(SampleSchema.Create(), now);
        project.ChangeWorkflow(Workflow.WithWebhook(TargetOf(receiver)), owner, now);
        var batches = SampleBatch.All(now);

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        db.Add(project);
        db.Add(receiver);
        db.AddRange(batches.Select(batch => new Batch { Id = batch.Id, ProjectId = project.Id, Name = batch.Name }));
        await db.SaveChangesAsync(cancellationToken);

        return (project.Id, batches);
    }

    private WebhookStageSettings TargetOf(TestReceiver receiver) => new()
    {
        Url = address.BaseUrl + TestReceiver.PathOf(receiver.Token),
        Auth = WebhookAuth.Secret,
        Secret = protector.Seal(RandomNumberGenerator.GetHexString(SecretLength, lowercase: true)),
    };
}
