using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Features.Tasks;

/// <summary>Makes tasks of pictures that a person uploads.</summary>
public interface ITaskImport
{
    /// <summary>The largest picture, in bytes.</summary>
    const long MaxBytes = 20 * 1024 * 1024;

    /// <summary>Finds the batch of that name, or makes it.</summary>
    /// <exception cref="DomainRuleException">The name is empty or too long.</exception>
    Task<Id<Batch>> BatchAsync(Id<Project> project, string name, CancellationToken cancellationToken);

    /// <summary>Stores a picture and adds its task; the external ID is the name of the file.</summary>
    /// <exception cref="DomainRuleException">The file is too large, empty, or no PNG, JPEG, GIF or WebP picture.</exception>
    Task ImportAsync(Id<Project> project, UploadedPicture picture, CancellationToken cancellationToken);
}

/// <summary>A picture that a person uploads.</summary>
/// <param name="FileName">The name of the file, without a path.</param>
/// <param name="Content">The bytes, read to the end once.</param>
/// <param name="Batch">The batch it goes into, if any.</param>
/// <param name="By">The email address of the person.</param>
public sealed record UploadedPicture(string FileName, Stream Content, Id<Batch>? Batch, string By)
{
    /// <summary>Gets how early its task is handed out.</summary>
    public int Priority { get; init; }
}
