namespace WebhookStudio.Features.Samples;

/// <summary>Makes the project with which a new installation can be tried out.</summary>
public interface ISampleProject
{
    /// <summary>Makes the sample project.</summary>
    /// <returns>The identifier of the project.</returns>
    Task<string?> CreateAsync(string ownerEmail, CancellationToken cancellationToken);

    /// <summary>Makes the sample project unless this installation has had one, even if that is gone or renamed by now.</summary>
    /// <remarks>The server must know its address: call it after the start.</remarks>
    Task EnsureAsync(string ownerEmail, CancellationToken cancellationToken);
}
