using System.Security.Cryptography;
using System.Text;
using WebhookStudio.Data.Accounts;

namespace WebhookStudio.Features.Access;

/// <summary>How an API key looks, and how it is compared.</summary>
public static class ApiKeySecret
{
    /// <summary>The shortest key that may be configured.</summary>
    public const int MinimumLength = 16;

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>A new key: <c>wst_</c> and 40 random characters, about 238 bits.</summary>
    public static string Create() => "wst_" + RandomNumberGenerator.GetString(Alphabet, 40);

    /// <summary>The readable beginning of a key.</summary>
    public static string PrefixOf(string key) => key.Length <= ApiKey.PrefixLength ? key : key[..ApiKey.PrefixLength];

    /// <summary>The SHA-256 of a key, 64 lower-case hexadecimal digits. Keys are long and random, so that no salt is needed.</summary>
    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Whether two hashes agree; takes the same time wherever they differ.</summary>
    public static bool SameHash(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(left), Encoding.ASCII.GetBytes(right));
}
