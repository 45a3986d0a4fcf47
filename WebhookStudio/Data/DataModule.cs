using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace WebhookStudio.Data;

/// <summary>The data folder: the database, and the keys that protect cookies and secrets.</summary>
public static class DataModule
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>
    /// Adds the database context as factory and as scoped service. The folder comes from
    /// <c>WebhookStudio:DataDirectory</c>; without it, it is <c>data</c> below the content root.
    /// </summary>
    public static IServiceCollection AddData(
        this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var folder = Path.GetFullPath(
            configuration["WebhookStudio:DataDirectory"] is { Length: > 0 } configured ? configured : "data",
            environment.ContentRootPath);
        var keys = Path.Combine(folder, "keys");
        Directory.CreateDirectory(folder);
        CreatePrivate(keys);

        var connection = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "studio.db") };
        services.AddDbContextFactory<StudioDbContext>(options => options.UseSqlite(connection.ConnectionString));
        services.AddDataProtection()
            .SetApplicationName("WebhookStudio")
            .PersistKeysToFileSystem(new DirectoryInfo(keys));

        return services;
    }

    /// <summary>The keys are worth a session each: nobody but the server's own user reads them.</summary>
    private static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, OwnerOnly);
        File.SetUnixFileMode(folder, OwnerOnly);
    }
}
