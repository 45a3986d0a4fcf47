using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace WebhookStudio.Features.Access;

/// <summary>Locks addresses that no account has after as many wrong tries, and for as long, as real accounts.</summary>
/// <remarks>Otherwise the words "too many tries" would tell which addresses exist. The tries are remembered in memory alone, for a
/// bounded number of addresses: each try costs a password's hash, so that it takes long to make them forgotten.</remarks>
public sealed class UnknownSignIns(IOptions<IdentityOptions> options, TimeProvider clock)
{
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<string, Tries> _tries = new(StringComparer.OrdinalIgnoreCase);

    private LockoutOptions Rule => options.Value.Lockout;

    /// <summary>Gets until when an address is locked; <see langword="null"/> if it is not.</summary>
    public DateTimeOffset? LockedUntil(string email) =>
        _tries.TryGetValue(email, out var tries) && tries.LockedUntil > clock.GetUtcNow() ? tries.LockedUntil : null;

    /// <summary>Counts a wrong try.</summary>
    /// <returns>Until when the address is locked by it; <see langword="null"/> if it is not.</returns>
    public DateTimeOffset? Fail(string email)
    {
        if (_tries.Count >= MostRemembered)
        {
            _tries.Clear();
        }

        return _tries.AddOrUpdate(email, _ => After(failed: 1), (_, tries) => After(tries.Failed + 1)).LockedUntil;
    }

    // A lock begins a new count, as that of a real account does.
    private Tries After(int failed) => failed >= Rule.MaxFailedAccessAttempts
        ? new(0, clock.GetUtcNow() + Rule.DefaultLockoutTimeSpan)
        : new(failed, null);

    private sealed record Tries(int Failed, DateTimeOffset? LockedUntil);
}
