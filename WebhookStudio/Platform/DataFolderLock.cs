namespace WebhookStudio.Platform;

/// <summary>A locked file in the data folder. The system releases it with its process, however that ends.</summary>
/// <remarks>Two processes on one folder would each take the other's deliveries for abandoned, and run the other's jobs.</remarks>
internal sealed class DataFolderLock : IDisposable
{
    private readonly FileStream _held;

    private DataFolderLock(FileStream held) => _held = held;

    /// <summary>Takes the lock and writes down who has it, beside it: nobody else can read a locked file.</summary>
    /// <exception cref="DataFolderInUseException">Somebody else has it.</exception>
    public static DataFolderLock Take(string folder)
    {
        var owner = Path.Combine(folder, ".owner");

        try
        {
            var held = new FileStream(
                Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(owner, $"process {Environment.ProcessId} on {Environment.MachineName}");

            return new(held);
        }
        catch (IOException busy)
        {
            throw new DataFolderInUseException(folder, File.Exists(owner) ? File.ReadAllText(owner) : "its process is unknown", busy);
        }
    }

    public void Dispose() => _held.Dispose();
}
