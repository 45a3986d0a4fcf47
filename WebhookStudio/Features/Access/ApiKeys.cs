using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Data.Accounts;

namespace WebhookStudio.Features.Access;

internal sealed class ApiKeys(IDbContextFactory<StudioDbContext> contexts, TimeProvider clock) : IApiKeys
{
    private const string ConfiguredName = "From the configuration";
    private static readonly TimeSpan UseResolution = TimeSpan.FromMinutes(1);

    // Every call of a program brings its key. Only this class changes keys, and only this process has the database.
    private readonly ConcurrentDictionary<string, ApiKey> _known = new();
    private int _changes;

    public async Task<IReadOnlyList<ApiKeyEntry>> ListAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var keys = await db.Set<ApiKey>().AsNoTracking()
            .Where(key => key.UserId == userId)
            .Select(key => new ApiKeyEntry(key.Id, key.Name, key.Prefix, key.CreatedAt, key.LastUsedAt))
            .ToListAsync(cancellationToken);

        return [.. keys.OrderByDescending(key => key.CreatedAt)];
    }

    public async Task<string> CreateAsync(string userId, string name, CancellationToken cancellationToken)
    {
        var key = ApiKeySecret.Create();
        await AddAsync(userId, key, name, cancellationToken);

        return key;
    }

    public async Task EnsureAsync(string userId, string key, CancellationToken cancellationToken)
    {
        if (key.Length < ApiKeySecret.MinimumLength)
        {
            throw new ArgumentException($"An API key needs at least {ApiKeySecret.MinimumLength} characters.", nameof(key));
        }

        if (await FindAsync(key, cancellationToken) is null)
        {
            // A key that was replaced in the configuration must not go on working.
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await db.Set<ApiKey>().Where(old => old.UserId == userId && old.Name == ConfiguredName)
                .ExecuteDeleteAsync(cancellationToken);
            Forget();
            await AddAsync(userId, key, ConfiguredName, cancellationToken);
        }
    }

    public async Task<bool> RevokeAsync(string userId, string keyId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        var revoked = await db.Set<ApiKey>()
            .Where(key => key.Id == keyId && key.UserId == userId)
            .ExecuteDeleteAsync(cancellationToken) > 0;
        Forget();

        return revoked;
    }

    public async Task<string?> FindUserIdAsync(string key, CancellationToken cancellationToken)
    {
        if (await FindAsync(key, cancellationToken) is not { } found)
        {
            return null;
        }

        var now = clock.GetUtcNow();

        if (found.LastUsedAt is null || now - found.LastUsedAt >= UseResolution)
        {
            found.LastUsedAt = now;
            await NoteUseAsync(found, now, cancellationToken);
        }

        return found.UserId;
    }

    private async Task<ApiKey?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var prefix = ApiKeySecret.PrefixOf(key);
        var hash = ApiKeySecret.HashOf(key);

        if (_known.TryGetValue(hash, out var known))
        {
            return known;
        }

        var changes = Volatile.Read(ref _changes);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var candidates = await db.Set<ApiKey>().AsNoTracking()
            .Where(candidate => candidate.Prefix == prefix)
            .ToListAsync(cancellationToken);

        var found = candidates.Find(candidate => ApiKeySecret.SameHash(candidate.Hash, hash));

        return found is null ? null : Remember(hash, found, changes);
    }

    private async Task NoteUseAsync(ApiKey key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await db.Set<ApiKey>().Where(stored => stored.Id == key.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(stored => stored.LastUsedAt, now), cancellationToken);
        }
        catch (DbException)
        {
            // A full disk or a busy database must not lock programs out that only want to read.
        }
    }

    private ApiKey Remember(string hash, ApiKey key, int changes)
    {
        _known[hash] = key;

        // A key that was revoked between its reading and here must not stay.
        if (Volatile.Read(ref _changes) != changes)
        {
            _known.TryRemove(hash, out _);
        }

        return key;
    }

    private void Forget()
    {
        Interlocked.Increment(ref _changes);
        _known.Clear();
    }

    private async Task AddAsync(string userId, string key, string name, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.Add(new ApiKey
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"),
            UserId = userId,
            Prefix = ApiKeySecret.PrefixOf(key),
            Hash = ApiKeySecret.HashOf(key),
            Name = name,
            CreatedAt = clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(cancellationToken);
    }
}
