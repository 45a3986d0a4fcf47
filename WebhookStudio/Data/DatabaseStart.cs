using Microsoft.EntityFrameworkCore;
using WebhookStudio.Platform;

namespace WebhookStudio.Data;

/// <summary>Before anything else starts: makes sure that this process alone owns the data folder, and migrates the database.</summary>
internal sealed class DatabaseStart(IDbContextFactory<StudioDbContext> contexts, DataFolder folder) : IHostedLifecycleService
{
    private FileStream? _ownership;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        _ownership = Own();

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
    }

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        _ownership?.Dispose();

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Two processes on one folder would each take the other's deliveries for abandoned. The lock dies with its owner.</summary>
    private FileStream Own()
    {
        try
        {
            return new(Path.Combine(folder.Path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException busy)
        {
            throw new InvalidOperationException(
                $"Another WebhookStudio already uses the data folder {folder.Path}. Stop it, or give this one a folder of "
                + $"its own with {DataFolder.ConfigurationKey}.",
                busy);
        }
    }
}
