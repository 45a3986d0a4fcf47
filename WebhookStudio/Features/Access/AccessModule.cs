using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using WebhookStudio.Data;
using WebhookStudio.Data.Accounts;

namespace WebhookStudio.Features.Access;

/// <summary>Who may come in: accounts, roles, API keys, and the first run.</summary>
public static class AccessModule
{
    /// <summary>The shortest password. There are no composition rules: length is what counts.</summary>
    public const int PasswordLength = 10;

    /// <summary>The policy that keeps guessing at passwords from taking the whole processor.</summary>
    public const string PasswordForms = "password-forms";

    /// <summary>One scheme answers, so that a browser is led to the sign-in page and a program gets its 401.</summary>
    private const string CookieOrKey = "CookieOrApiKey";

    /// <summary>Adds accounts, authentication, the policies and the first run.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddOptions<OwnerOptions>()
            .BindConfiguration(OwnerOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddIdentityCore<StudioUser>(ConfigureIdentity)
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<StudioDbContext>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<StudioClaimsFactory>()
            .AddDefaultTokenProviders();
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthenticationHandler>(ApiKeyAuthenticationHandler.SchemeName, null)
            .AddPolicyScheme(CookieOrKey, null, options => options.ForwardDefaultSelector = context =>
                context.Request.Headers.ContainsKey(ApiKeyAuthenticationHandler.HeaderName)
                    ? ApiKeyAuthenticationHandler.SchemeName
                    : IdentityConstants.ApplicationScheme)
            .AddIdentityCookies(cookies => cookies.ApplicationCookie?.Configure(options =>
            {
                options.Cookie.Name = "ws.session";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.LoginPath = "/signin";
                options.AccessDeniedPath = "/no-access";
                options.ReturnUrlParameter = "returnUrl";
                options.ExpireTimeSpan = TimeSpan.FromDays(14);
            }));
        services.AddAuthorizationBuilder()
            .SetDefaultPolicy(Policy(IdentityConstants.ApplicationScheme).Build())
            .AddPolicy(StudioPolicies.Manager, Policy(CookieOrKey)
                .RequireRole(StudioRoles.Manager).Build())
            .AddPolicy(StudioPolicies.Api, Policy(ApiKeyAuthenticationHandler.SchemeName).Build());
        services.AddAntiforgery(options => options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        services.AddMemoryCache();
        services.AddRateLimiter(limiter => limiter.AddConcurrencyLimiter(PasswordForms, forms =>
        {
            // Each try hashes a password, on purpose slowly. By address would be wrong: behind a proxy all have the same.
            forms.PermitLimit = 4;
            forms.QueueLimit = 50;
        }));
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, SessionRevalidation>();
        services.AddSingleton<UnknownSignIns>();
        services.AddSingleton<SetupState>();
        services.AddSingleton<IApiKeys, ApiKeys>();
        services.AddScoped<ISetupService, SetupService>();
        services.AddHostedService<OwnerStart>();

        return services;
    }

    /// <summary>Leads every page to setup while nobody owns the instance.</summary>
    public static IApplicationBuilder UseSetupGate(this IApplicationBuilder app) => app.UseMiddleware<SetupGate>();

    /// <summary>Maps signing out; the pages map themselves.</summary>
    public static IEndpointRouteBuilder MapAccess(this IEndpointRouteBuilder routes)
    {
        // The form parameter is what makes the antiforgery token required.
        routes.MapPost("/signout", async (
            HttpContext context, SignInManager<StudioUser> signIn, UserManager<StudioUser> users, [FromForm] string? returnUrl) =>
        {
            // The new stamp ends the person's other open pages too, on this and on every other machine.
            if (await users.GetUserAsync(context.User) is { } user)
            {
                await users.UpdateSecurityStampAsync(user);
            }

            await signIn.SignOutAsync();

            return Results.LocalRedirect(LocalUrl.OrHome(returnUrl ?? "/signin"));
        }).RequireAuthorization();

        return routes;
    }

    private static AuthorizationPolicyBuilder Policy(string scheme) =>
        new AuthorizationPolicyBuilder(scheme).RequireAuthenticatedUser();

    private static void ConfigureIdentity(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;
        options.User.AllowedUserNameCharacters = "";
        options.Password.RequiredLength = PasswordLength;
        options.Password.RequiredUniqueChars = 1;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
    }
}
