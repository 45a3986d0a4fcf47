using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using WebhookStudio.Data.Accounts;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Access;

/// <summary>Signs a person in by email and password. An unknown address is answered like a wrong password, also after many
/// tries, and as slowly.</summary>
public sealed partial class SignInPage : ComponentBase
{
    private const string NotRight = "Email or password is not right.";
    private string? _problem;
    private string _place = "";

    [Inject]
    public required SignInManager<StudioUser> SignIn { get; init; }

    [Inject]
    public required UnknownSignIns Unknown { get; init; }

    [Inject]
    public required ISetupService Setup { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = null!;

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    [SupplyParameterFromForm]
    private SignInForm Form { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        // A box that is not ticked sends nothing, so that only a fresh form has it ticked.
        Form ??= new() { Remember = true };
        var name = await Setup.GetInstanceNameAsync(HttpContext.RequestAborted);
        _place = string.IsNullOrEmpty(name) ? HttpContext.Request.Host.Host : $"{name}, {HttpContext.Request.Host.Host}";

        if (HttpMethods.IsGet(HttpContext.Request.Method) && HttpContext.User.Identity?.IsAuthenticated == true)
        {
            Navigation.NavigateTo(LocalUrl.OrHome(ReturnUrl));
        }
    }

    private async Task SignInAsync()
    {
        var user = await SignIn.UserManager.FindByEmailAsync(Form.Email.Trim());

        if (user is null)
        {
            _problem = RefuseUnknown(Form.Email.Trim());
            return;
        }

        var result = await SignIn.PasswordSignInAsync(user, Form.Password, Form.Remember, lockoutOnFailure: true);

        if (result.Succeeded)
        {
            Navigation.NavigateTo(LocalUrl.OrHome(ReturnUrl));
            return;
        }

        _problem = result.IsLockedOut ? LockedOut(user.LockoutEnd) : NotRight;
    }

    private string RefuseUnknown(string email)
    {
        if (Unknown.LockedUntil(email) is { } locked)
        {
            // A real account that is locked is not checked, either.
            return LockedOut(locked);
        }

        // As slow as a real check, so that the time does not tell which addresses exist.
        SignIn.UserManager.PasswordHasher.HashPassword(new(), Form.Password);

        return Unknown.Fail(email) is { } until ? LockedOut(until) : NotRight;
    }

    private string LockedOut(DateTimeOffset? until)
    {
        var left = (until ?? Clock.GetUtcNow()) - Clock.GetUtcNow();

        var rounded = left > TimeSpan.FromMinutes(1)
            ? TimeSpan.FromMinutes(Math.Ceiling(left.TotalMinutes))
            : TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(left.TotalSeconds)));

        return $"Too many tries. Sign in again in {BrowserTime.Span(rounded)}.";
    }

    /// <summary>What the form sends.</summary>
    public sealed class SignInForm
    {
        public string Email { get; set; } = "";

        public string Password { get; set; } = "";

        public bool Remember { get; set; }
    }
}
