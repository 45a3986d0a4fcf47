using System.Security.Cryptography;
using System.Text;
using WebhookStudio.Domain;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Exports;

/// <summary>A file of an export.</summary>
internal sealed class ExportFile
{
    private ExportFile()
    {
    }

    /// <summary>Names a file. Its first digits are the time it was made.</summary>
    public static Id<ExportFile> NewId(DateTimeOffset now) => Id<ExportFile>.New(now);
}

/// <summary>Keeps the files of exports in the data folder for a day.</summary>
/// <remarks>
/// A file is found by its identifier and a token that only its link carries. The name on disk holds the hash of the token,
/// so that who sees the folder cannot make links, and no table is needed.
/// </remarks>
internal sealed class ExportFiles(DataFolder data, TimeProvider clock)
{
    /// <summary>How long a link is valid.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private const int TokenLength = 40;
    private const string TokenLetters = "abcdefghijkmnpqrstuvwxyz23456789";

    private readonly string _folder = data.PrivateFolder("exports");

    /// <summary>Writes a file. Nobody can fetch it before it is whole.</summary>
    /// <returns>The path of its link.</returns>
    public async Task<string> WriteAsync(Func<Stream, Task> write)
    {
        var id = ExportFile.NewId(clock.GetUtcNow());
        var token = RandomNumberGenerator.GetString(TokenLetters, TokenLength);
        var unfinished = Path.Combine(_folder, $"{id}.part");

        try
        {
            await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.ReadWrite))
            {
                await write(file);
            }

            File.Move(unfinished, PathOf(id, token));
        }
        finally
        {
            File.Delete(unfinished);
        }

        return $"{ExportEndpoints.Root}/{id}/{token}.zip";
    }

    /// <summary>Finds the file of a link; <see langword="null"/> if there is none, or its day is over.</summary>
    public string? Find(string id, string token)
    {
        if (!Id<ExportFile>.TryParse(id, null, out var parsed) || token.Length != TokenLength || IsOver(parsed))
        {
            return null;
        }

        var path = PathOf(parsed, token);

        return File.Exists(path) ? path : null;
    }

    /// <summary>Deletes the files whose day is over, and what an interrupted export left behind.</summary>
    public void Prune()
    {
        foreach (var path in Directory.EnumerateFiles(_folder))
        {
            var name = Path.GetFileName(path);

            if (name.Length > Id<ExportFile>.TextLength
                && Id<ExportFile>.TryParse(name[..Id<ExportFile>.TextLength], null, out var id)
                && IsOver(id))
            {
                File.Delete(path);
            }
        }
    }

    private bool IsOver(Id<ExportFile> id)
    {
        var seconds = Convert.ToUInt32(id.Value[..8], fromBase: 16);

        return DateTimeOffset.FromUnixTimeSeconds(seconds) + Lifetime <= clock.GetUtcNow();
    }

    private string PathOf(Id<ExportFile> id, string token) => Path.Combine(
        _folder, $"{id}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)))}.zip");
}
