using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Platform;

namespace WebhookStudio.Data;

/// <summary>Finds out whether the database can be written: on a disk that is full, or a folder that has become read-only, it can
/// still be read.</summary>
/// <remarks>A tiny write is really made, but no more often than every <see cref="KeptFor"/>, however often somebody asks.</remarks>
internal sealed class DatabaseProbe(
    IDbContextFactory<StudioDbContext> contexts, WriteTurns turns, DataFolder folder, TimeProvider clock) : IDisposable
{
    /// <summary>How long an answer is given again.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(2);

    /// <summary>How much room the disk must have: less than this, and the next transactions do not fit.</summary>
    public const long LeastFree = 4 * 1024 * 1024;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _one = new(1, 1);
    private string? _problem;
    private long? _asked;

    /// <summary>Says what is wrong, or <see langword="null"/> if nothing is.</summary>
    public async Task<string?> ProblemAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);

        try
        {
            if (_asked is not { } asked || clock.GetElapsedTime(asked) >= KeptFor)
            {
                _problem = FreeBytes() is { } free && free < LeastFree
                    ? $"The disk of the data folder is full: {free / 1024} KB are left."
                    : await WriteAsync(cancellationToken);
                _asked = clock.GetTimestamp();
            }

            return _problem;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<string?> WriteAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LongestWait);

        try
        {
            await using var db = await contexts.CreateDbContextAsync(patience.Token);
            using var turn = await turns.TakeAsync(patience.Token);

            // Nothing reads this number. Setting it writes a page, whatever it was.
            await db.Database.ExecuteSqlRawAsync("PRAGMA user_version = 1", patience.Token);

            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // A long import has its turn: slow, and healthy.
            return null;
        }
        catch (Exception failure) when (failure is DbException or IOException)
        {
            return $"The database cannot be written: {failure.Message}";
        }
    }

    /// <summary>Gets how much room there is; <see langword="null"/> where the system does not say.</summary>
    private long? FreeBytes()
    {
        try
        {
            return new DriveInfo(folder.Path).AvailableFreeSpace;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
