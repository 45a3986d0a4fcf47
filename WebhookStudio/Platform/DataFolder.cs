namespace WebhookStudio.Platform;

/// <summary>The folder with everything that outlives the process: databases, uploaded files, keys.</summary>
internal sealed class DataFolder : IDisposable
{
    /// <summary>The configuration key that places the folder; a relative path counts from the content root.</summary>
    public const string ConfigurationKey = "WebhookStudio:DataDirectory";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly Lock _gate = new();
    private DataFolderLock? _lock;

    /// <summary>Takes a folder and makes it if it is missing.</summary>
    public DataFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        CreatePrivate(Path);
    }

    /// <summary>Gets the full path; the folder exists.</summary>
    public string Path { get; }

    /// <summary>Finds the folder that the configuration names; <c>data</c> under the content root by default.</summary>
    public static DataFolder Of(IConfiguration configuration, IHostEnvironment environment)
    {
        var configured = configuration[ConfigurationKey];

        return new(System.IO.Path.Combine(
            environment.ContentRootPath, string.IsNullOrWhiteSpace(configured) ? "data" : configured));
    }

    /// <summary>Gets a folder inside; it exists, and on Unix only the server's user may enter it.</summary>
    public string PrivateFolder(string name)
    {
        var path = System.IO.Path.Combine(Path, name);
        CreatePrivate(path);

        if (!OperatingSystem.IsWindows())
        {
            // Also where somebody has loosened it: the keys in it open every stored secret.
            File.SetUnixFileMode(path, OwnerOnly);
        }

        return path;
    }

    /// <summary>Makes this process the only one that uses the folder, until <see cref="Dispose"/>. Can be called again.</summary>
    /// <exception cref="DataFolderInUseException">Another process uses it.</exception>
    public void Own()
    {
        lock (_gate)
        {
            _lock ??= DataFolderLock.Take(Path);
        }
    }

    /// <summary>Lets another process have the folder.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _lock?.Dispose();
            _lock = null;
        }
    }

    private static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
    }
}
