using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Data;
using WebhookStudio.Features.Access;

namespace WebhookStudio.Tests.Features.Access;

/// <summary>Accounts on a real SQLite file in a folder of their own.</summary>
internal sealed class AccessKit : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("studio-test-");
    private readonly WebApplication _app;

    private AccessKit()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection([new("WebhookStudio:DataDirectory", _folder.FullName)]);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddData(builder.Configuration, builder.Environment);
        builder.Services.AddAccess();
        _app = builder.Build();
    }

    public FakeTimeProvider Clock { get; } = new(new(2026, 2, 6, 9, 14, 8, TimeSpan.Zero));

    public string Folder => _folder.FullName;

    public IServiceProvider Services => _app.Services;

    public static async Task<AccessKit> StartAsync()
    {
        var kit = new AccessKit();
        await using var scope = kit.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<StudioDbContext>().Database.MigrateAsync();

        return kit;
    }

    /// <summary>Runs setup as a request does: in a scope of its own.</summary>
    public async Task<SetupResult> SetUpAsync(SetupRequest request)
    {
        await using var scope = Services.CreateAsyncScope();

        return await scope.ServiceProvider.GetRequiredService<ISetupService>().CreateOwnerAsync(request, CancellationToken.None);
    }

    public async Task<T> ReadAsync<T>(Func<StudioDbContext, Task<T>> read)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<StudioDbContext>>().CreateDbContextAsync();

        return await read(db);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
