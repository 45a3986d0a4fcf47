namespace WebhookStudio.Data.Accounts;

/// <summary>A key a program calls the API with. The key itself is never stored, only its hash.</summary>
public sealed class ApiKey
{
    /// <summary>How many characters of a key are kept to find it by.</summary>
    public const int PrefixLength = 8;

    /// <summary>Gets the id, for revoking.</summary>
    public required string Id { get; init; }

    /// <summary>Gets whose rights the key has.</summary>
    public required string UserId { get; init; }

    /// <summary>Gets the first eight characters of the key: to find it, and for people to recognise it.</summary>
    public required string Prefix { get; init; }

    /// <summary>Gets the SHA-256 of the key, 64 lower-case hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>Gets what its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Gets when it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets or sets when it was last used, to the minute; null before the first use.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }
}
