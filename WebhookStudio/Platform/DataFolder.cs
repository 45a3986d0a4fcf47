namespace WebhookStudio.Platform;

/// <summary>The folder with everything that outlives the process: database, uploaded files, keys.</summary>
internal sealed class DataFolder
{
    /// <summary>The configuration key that places the folder; a relative path counts from the content root.</summary>
    public const string ConfigurationKey = "WebhookStudio:DataDirectory";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

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
