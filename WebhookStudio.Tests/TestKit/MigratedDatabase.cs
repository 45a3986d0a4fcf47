using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;

namespace WebhookStudio.Tests.TestKit;

/// <summary>Makes databases as the application does: by its migrations, which know more than the model.</summary>
/// <remarks>The migrations run once; each test gets a copy of their result.</remarks>
internal static class MigratedDatabase
{
    private static readonly Lazy<byte[]> Empty = new(() =>
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "empty.db");
        using var db = new StudioDbContext(Options(file));
        db.Database.Migrate();
        db.Database.ExecuteSqlRaw("PRAGMA journal_mode = DELETE");

        return File.ReadAllBytes(file);
    });

    /// <summary>Makes a database without rows.</summary>
    /// <returns>How a context reaches it.</returns>
    public static DbContextOptions<StudioDbContext> Create(string file)
    {
        File.WriteAllBytes(file, Empty.Value);

        // As the application has it: a copy cannot bring the mode along, and without it readers stop writers.
        var options = Options(file);
        using var db = new StudioDbContext(options);
        db.Database.ExecuteSqlRaw("PRAGMA journal_mode = WAL");

        return options;
    }

    private static DbContextOptions<StudioDbContext> Options(string file) => new DbContextOptionsBuilder<StudioDbContext>()
        .UseSqlite(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString()).Options;
}
