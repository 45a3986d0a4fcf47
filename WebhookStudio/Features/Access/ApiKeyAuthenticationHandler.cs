using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using WebhookStudio.Data.Accounts;

namespace WebhookStudio.Features.Access;

/// <summary>Signs a program in by its header <c>apikey</c>, with the rights of the key's owner.</summary>
internal sealed class ApiKeyAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    IApiKeys keys,
    UserManager<StudioUser> users,
    IUserClaimsPrincipalFactory<StudioUser> principals,
    IMemoryCache cache)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "ApiKey";

    /// <summary>The header that carries the key.</summary>
    public const string HeaderName = "apikey";

    private const int LongestKey = 512;

    /// <summary>Who a person is takes four queries; a script asks for it with every call. A revoked key stops at once all the
    /// same: the key itself is looked up each time.</summary>
    private static readonly TimeSpan PrincipalLifetime = TimeSpan.FromSeconds(10);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var key = Request.Headers[HeaderName].ToString();

        if (key.Length == 0)
        {
            return AuthenticateResult.NoResult();
        }

        if (key.Length > LongestKey
            || await keys.FindUserIdAsync(key, Context.RequestAborted) is not { } userId
            || await FindPrincipalAsync(userId) is not { } principal)
        {
            return AuthenticateResult.Fail("Unknown API key.");
        }

        return AuthenticateResult.Success(new(principal, Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        AnswerAsync(StatusCodes.Status401Unauthorized, $"Invalid API KEY. Send a key of this instance in the header '{HeaderName}'.");

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        AnswerAsync(StatusCodes.Status403Forbidden, "This API KEY has no access to this. It needs the manager role.");

    private async Task<ClaimsPrincipal?> FindPrincipalAsync(string userId)
    {
        var name = (nameof(ApiKeyAuthenticationHandler), userId);

        if (cache.TryGetValue(name, out ClaimsPrincipal? known))
        {
            return known;
        }

        return await users.FindByIdAsync(userId) is { } user
            ? cache.Set(name, await principals.CreateAsync(user), PrincipalLifetime)
            : null;
    }

    private Task AnswerAsync(int status, string message)
    {
        Response.StatusCode = status;

        return Response.WriteAsJsonAsync(new { status = "fail", message });
    }
}
