using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using WebhookStudio.Data.Accounts;

namespace WebhookStudio.Features.Access;

/// <summary>Puts the person's display name into the cookie, so that the frame needs no query for it.</summary>
internal sealed class StudioClaimsFactory(
    UserManager<StudioUser> users, RoleManager<IdentityRole> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<StudioUser, IdentityRole>(users, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(StudioUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new(StudioClaims.DisplayName, user.DisplayName));

        return identity;
    }
}
