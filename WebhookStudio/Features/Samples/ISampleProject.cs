namespace WebhookStudio.Features.Samples;

/// <summary>Makes the project with which a new installation can be tried out.</summary>
public interface ISampleProject
{
    /// <summary>Makes the sample project.</summary>
    /// <returns>The identifier of the project.</returns>
    Task<string?> CreateAsync(string ownerEmail, CancellationToken cancellationToken);
}
