using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Assets;

/// <summary>Makes and checks the token with which anybody who has it can fetch one file.</summary>
/// <remarks>
/// It is an HMAC-SHA256 over the file's path with a key that is made once and kept in the data folder. It never expires:
/// it is part of payloads, which never change.
/// </remarks>
internal sealed class AssetFileToken(DataFolder folder)
{
    private const int KeyLength = 32;

    private readonly Lazy<byte[]> _key = new(() => LoadOrMake(folder));

    /// <summary>Gets a file's token: base64url without padding.</summary>
    public string For(AssetFileName file) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes(file.Path)));

    public bool Matches(AssetFileName file, string? token) =>
        !string.IsNullOrEmpty(token)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(For(file)));

    private static byte[] LoadOrMake(DataFolder folder)
    {
        var path = Path.Combine(folder.PrivateFolder("keys"), "files.key");

        if (!File.Exists(path))
        {
            Make(path);
        }

        var key = File.ReadAllBytes(path);

        return key.Length == KeyLength
            ? key
            : throw new InvalidOperationException($"{path} must hold {KeyLength} bytes. Restore it from a backup.");
    }

    private static void Make(string path)
    {
        var fresh = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllBytes(fresh, RandomNumberGenerator.GetBytes(KeyLength));

        try
        {
            File.Move(fresh, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process of this data folder was first; its key counts.
            File.Delete(fresh);
        }
    }
}
