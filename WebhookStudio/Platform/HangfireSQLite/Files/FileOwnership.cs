using System.Globalization;
using System.Text;

namespace Hangfire.Storage.SQLite.Files;

/// <summary>Makes one storage the only user of a file: a lock on a file beside it, which the system releases with its process.</summary>
/// <remarks>Which jobs are being worked on, and who holds which lock, is known in memory alone; two processes on one file would
/// run each other's jobs.</remarks>
internal sealed class FileOwnership : IDisposable
{
    private readonly FileStream _lock;

    private FileOwnership(FileStream held) => _lock = held;

    /// <summary>Takes the file.</summary>
    /// <exception cref="JobDatabaseInUseException">Somebody else has it.</exception>
    /// <exception cref="JobDatabaseReadOnlyException">The folder cannot be written.</exception>
    public static FileOwnership Take(string file)
    {
        var name = file + ".lock";

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var held = new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            Sign(held);

            return new(held);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException || (refused is IOException && !IsBusy(refused)))
        {
            throw new JobDatabaseReadOnlyException(file, refused);
        }
        catch (IOException busy)
        {
            throw new JobDatabaseInUseException(file, Owner(name), busy);
        }
    }

    public void Dispose() => _lock.Dispose();

    private static void Sign(FileStream held)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}");
        held.SetLength(0);
        held.Write(Encoding.UTF8.GetBytes(line));
        held.Flush();
    }

    private static bool IsBusy(Exception refused)
    {
        const int WouldBlock = 11;
        const int WouldBlockOnMac = 35;
        const int SharingViolation = unchecked((int)0x80070020);

        return refused.HResult is WouldBlock or WouldBlockOnMac or SharingViolation;
    }

    private static string Owner(string name)
    {
        try
        {
            using var reader = new StreamReader(new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));

            return reader.ReadLine() is { Length: > 0 } owner ? owner : "another process";
        }
        catch (IOException)
        {
            // Where the system lets nobody read a locked file, the owner stays unnamed.
            return "another process";
        }
    }
}
