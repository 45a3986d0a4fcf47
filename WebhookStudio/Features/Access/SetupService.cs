using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Data.Accounts;

namespace WebhookStudio.Features.Access;

internal sealed class SetupService(
    StudioDbContext db,
    UserManager<StudioUser> users,
    RoleManager<IdentityRole> roles,
    SetupState state,
    TimeProvider clock) : ISetupService
{
    public async Task<bool> IsOpenAsync(CancellationToken cancellationToken)
    {
        if (state.IsDone)
        {
            return false;
        }

        if (await db.Set<Instance>().AnyAsync(cancellationToken))
        {
            state.MarkDone();
        }

        return !state.IsDone;
    }

    public async Task<string> GetInstanceNameAsync(CancellationToken cancellationToken) =>
        await db.Set<Instance>().Select(instance => instance.Name).SingleOrDefaultAsync(cancellationToken) ?? "";

    public async Task<SetupResult> CreateOwnerAsync(SetupRequest request, CancellationToken cancellationToken)
    {
        if (!await IsOpenAsync(cancellationToken))
        {
            return SetupResult.Refused(SetupResult.AlreadyDone);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var email = request.Email.Trim();
        var owner = new StudioUser
        {
            UserName = email,
            Email = email,
            EmailConfirmed = true,
            LockoutEnabled = true,
            DisplayName = request.DisplayName.Trim(),
        };

        if (!await ClaimAsync(owner, request.InstanceName, cancellationToken))
        {
            state.MarkDone();

            return SetupResult.Refused(SetupResult.AlreadyDone);
        }

        var created = await users.CreateAsync(owner, request.Password);

        if (created.Succeeded)
        {
            created = await JoinManagersAsync(owner);
        }

        if (!created.Succeeded)
        {
            // Leaving without a commit rolls the guard row back as well.
            db.ChangeTracker.Clear();

            return SetupResult.Refused([.. created.Errors.Select(error => error.Description).Distinct()]);
        }

        await transaction.CommitAsync(cancellationToken);
        state.MarkDone();

        return SetupResult.Of(owner);
    }

    /// <summary>Inserts the guard row first: whoever comes second waits for it, and is then refused by its key.</summary>
    private async Task<bool> ClaimAsync(StudioUser owner, string name, CancellationToken cancellationToken)
    {
        db.Add(new Instance { OwnerUserId = owner.Id, Name = name.Trim(), CreatedAt = clock.GetUtcNow() });

        try
        {
            await db.SaveChangesAsync(cancellationToken);

            return true;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();

            return false;
        }
    }

    private async Task<IdentityResult> JoinManagersAsync(StudioUser owner)
    {
        foreach (var role in (string[])[StudioRoles.Manager, StudioRoles.Labeler])
        {
            if (!await roles.RoleExistsAsync(role)
                && await roles.CreateAsync(new(role)) is { Succeeded: false } failure)
            {
                return failure;
            }
        }

        return await users.AddToRoleAsync(owner, StudioRoles.Manager);
    }
}
