using Microsoft.EntityFrameworkCore;
using WebhookStudio.Platform;

namespace WebhookStudio.Data;

/// <summary>Before anything else starts: makes sure that this process alone owns the data folder, and migrates the database.</summary>
internal sealed class DatabaseStart(IDbContextFactory<StudioDbContext> contexts, DataFolder folder) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        folder.Own();

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
