using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Assets;

namespace WebhookStudio.Features.Tasks;

/// <inheritdoc />
internal sealed class TaskImport(
    IDbContextFactory<StudioDbContext> contexts, IAssetFiles files, ITaskFlow flow, TimeProvider clock) : ITaskImport
{
    /// <summary>The longest name of a batch, in characters.</summary>
    private const int BatchNameMaxLength = 200;

    public async Task<Id<Batch>> BatchAsync(Id<Project> project, string name, CancellationToken cancellationToken)
    {
        var trimmed = name.Trim();

        if (trimmed.Length is 0 or > BatchNameMaxLength)
        {
            throw new DomainRuleException("batch.name", $"A batch needs a name of 1 to {BatchNameMaxLength} characters.");
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.Batches.AsNoTracking()
            .Where(b => b.ProjectId == project && b.Name == trimmed)
            .Select(b => (Id<Batch>?)b.Id)
            .SingleOrDefaultAsync(cancellationToken);

        if (found is { } existing)
        {
            return existing;
        }

        var batch = new Batch { Id = Id<Batch>.New(clock.GetUtcNow()), ProjectId = project, Name = trimmed };
        db.Add(batch);
        await db.SaveChangesAsync(cancellationToken);

        return batch.Id;
    }

    public async Task ImportAsync(Id<Project> project, UploadedPicture picture, CancellationToken cancellationToken)
    {
        // The size of a JPEG may stand behind a long preview, so the whole picture is read before anything is kept.
        using var content = new MemoryStream();
        await CopyAsync(picture, content, cancellationToken);
        var size = ImageSize.Read(content.GetBuffer().AsSpan(0, (int)content.Length))
            ?? throw new DomainRuleException(
                "import.not_a_picture", $"{picture.FileName} is not a PNG, JPEG, GIF or WebP picture.");

        // What the file is decides how it is served later, not what somebody called it.
        var extension = ImageSize.Extension(content.GetBuffer().AsSpan(0, (int)content.Length));
        content.Position = 0;
        var data = await files.StoreAsync(project, $"picture{extension}", content, cancellationToken);
        var asset = new NewAsset(
            data,
            picture.FileName,
            JsonSerializer.SerializeToElement(new { width = size.Width, height = size.Height }),
            picture.Batch is { } batch ? [batch] : [],
            [])
        {
            Priority = picture.Priority,
        };
        await flow.AddAsync(project, [asset], picture.By, cancellationToken);
    }

    private static async Task CopyAsync(UploadedPicture picture, MemoryStream content, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        int read;

        while ((read = await picture.Content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            content.Write(buffer, 0, read);

            if (content.Length > ITaskImport.MaxBytes)
            {
                throw new DomainRuleException("import.too_large", $"{picture.FileName} is larger than 20 MB.");
            }
        }
    }
}
