namespace WebhookStudio.Features.Samples;

/// <summary>The project a new instance starts with: pictures, a ready workflow and the test receiver.</summary>
public interface ISampleProject
{
    /// <summary>Creates it and gives its id; null when it cannot be created here.</summary>
    Task<string?> CreateAsync(string ownerEmail, CancellationToken cancellationToken);
}
