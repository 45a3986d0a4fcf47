using System.Security.Cryptography;
using System.Text;

namespace WebhookStudio.Features.Access;

/// <summary>What the process remembers of setup: whether it is known to be done, and the token that proves access to the log.</summary>
public sealed class SetupState
{
    private volatile bool _done;

    /// <summary>Gets whether an owner is known to exist. Once true it stays true.</summary>
    public bool IsDone => _done;

    /// <summary>Gets the token: 20 random characters, new with every start.</summary>
    public string Token { get; } = RandomNumberGenerator.GetString("23456789abcdefghjkmnpqrstuvwxyz", 20);

    /// <summary>Remembers that an owner exists.</summary>
    public void MarkDone() => _done = true;

    /// <summary>Whether the token is right; takes the same time wherever it is wrong.</summary>
    public bool Accepts(string? token) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(token?.Trim() ?? "")),
        SHA256.HashData(Encoding.UTF8.GetBytes(Token)));
}
