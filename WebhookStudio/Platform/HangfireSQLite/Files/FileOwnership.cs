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
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var held = new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

            return new FileOwnership(held).SignedFor(file);
        }
        catch (IOException busy) when (IsBusy(busy))
        {
            throw new JobDatabaseInUseException(file, Owner(file), busy);
        }
        catch (IOException full) when (IsFull(full))
        {
            throw new JobDatabaseFullException(file, full);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new JobDatabaseReadOnlyException(file, refused);
        }
    }

    public void Dispose() => _lock.Dispose();

    /// <summary>Writes down who has it, beside it: nobody else can read a locked file.</summary>
    private FileOwnership SignedFor(string file)
    {
        try
        {
            File.WriteAllText(OwnerFile(file), $"process {Environment.ProcessId} on {Environment.MachineName}");

            return this;
        }
        catch (Exception)
        {
            Dispose();

            throw;
        }
    }

    private static bool IsFull(IOException refused)
    {
        const int NoSpace = 28;
        const int DiskFull = unchecked((int)0x80070070);

        return refused.HResult is NoSpace or DiskFull;
    }

    private static bool IsBusy(IOException refused)
    {
        const int WouldBlock = 11;
        const int WouldBlockOnMac = 35;
        const int SharingViolation = unchecked((int)0x80070020);

        return refused.HResult is WouldBlock or WouldBlockOnMac or SharingViolation;
    }

    private static string OwnerFile(string file) => file + ".owner";

    private static string Owner(string file) =>
        File.Exists(OwnerFile(file)) ? File.ReadAllText(OwnerFile(file)) : "another process";
}
