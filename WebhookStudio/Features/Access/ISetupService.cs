using WebhookStudio.Data.Accounts;

namespace WebhookStudio.Features.Access;

/// <summary>The first run: creates the owner, once.</summary>
public interface ISetupService
{
    /// <summary>Whether nobody owns this instance yet.</summary>
    Task<bool> IsOpenAsync(CancellationToken cancellationToken);

    /// <summary>Gets what people call this instance; empty while it has no name.</summary>
    Task<string> GetInstanceNameAsync(CancellationToken cancellationToken);

    /// <summary>Creates the owner, all or nothing. Of several calls at once exactly one succeeds.</summary>
    Task<SetupResult> CreateOwnerAsync(SetupRequest request, CancellationToken cancellationToken);
}

/// <summary>Who is to own the instance.</summary>
/// <param name="DisplayName">What the owner is called on screens; may be empty.</param>
/// <param name="Email">The address the owner signs in with.</param>
/// <param name="Password">At least ten characters.</param>
/// <param name="InstanceName">What people call this instance; may be empty.</param>
public sealed record SetupRequest(string DisplayName, string Email, string Password, string InstanceName = "");

/// <summary>How setup ended: with the owner, or with what stands in the way.</summary>
public sealed record SetupResult(StudioUser? Owner, IReadOnlyList<string> Problems)
{
    /// <summary>What the loser of a race, or a late-comer, is told.</summary>
    public const string AlreadyDone = "Setup is already done. Sign in with the owner's account.";

    /// <summary>Gets whether the owner was created by this call.</summary>
    public bool Succeeded => Owner is not null;

    internal static SetupResult Of(StudioUser owner) => new(owner, []);

    internal static SetupResult Refused(params IReadOnlyList<string> problems) => new(null, problems);
}
