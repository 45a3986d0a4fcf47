using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;

namespace WebhookStudio.Tests.TestKit;

/// <summary>A database file of its own, for services that need nothing else of the application.</summary>
internal sealed class TestDatabase : IDbContextFactory<StudioDbContext>, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DbContextOptions<StudioDbContext> _options;

    public TestDatabase() => _options = MigratedDatabase.Create(Path.Combine(_folder.Path, "studio.db"));

    public StudioDbContext CreateDbContext() => new(_options);

    /// <summary>Stores new entities.</summary>
    public async Task AddAsync(params object[] entities)
    {
        await using var db = CreateDbContext();
        db.AddRange(entities);
        await db.SaveChangesAsync();
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
