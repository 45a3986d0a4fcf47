namespace WebhookStudio.Features.Access;

/// <summary>The API keys of the people of this instance.</summary>
public interface IApiKeys
{
    /// <summary>The keys of one person, newest first.</summary>
    Task<IReadOnlyList<ApiKeyEntry>> ListAsync(string userId, CancellationToken cancellationToken);

    /// <summary>Creates a key and gives it, for the only time.</summary>
    Task<string> CreateAsync(string userId, string name, CancellationToken cancellationToken);

    /// <summary>Makes sure that the person has exactly this key; does nothing when it is there already.</summary>
    /// <exception cref="ArgumentException">The key is shorter than 16 characters.</exception>
    Task EnsureAsync(string userId, string key, CancellationToken cancellationToken);

    /// <summary>Revokes one of the person's own keys; false when there is no such key.</summary>
    Task<bool> RevokeAsync(string userId, string keyId, CancellationToken cancellationToken);

    /// <summary>The person a key belongs to, with noting its use; null for an unknown key.</summary>
    Task<string?> FindUserIdAsync(string key, CancellationToken cancellationToken);
}

/// <summary>A key as its owner sees it.</summary>
public sealed record ApiKeyEntry(string Id, string Name, string Prefix, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt);
