using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using WebhookStudio.Data.Accounts;
using WebhookStudio.Features.Samples;

namespace WebhookStudio.Features.Access;

/// <summary>The first run: creates the owner and, when wanted, the sample project. Closed for good afterwards.</summary>
public sealed partial class SetupPage : ComponentBase
{
    private IReadOnlyList<string> _problems = [];
    private bool _asksToken;

    [Inject]
    public required ISetupService Setup { get; init; }

    [Inject]
    public required SetupState State { get; init; }

    [Inject]
    public required SignInManager<StudioUser> SignIn { get; init; }

    [Inject]
    public required IServiceProvider Services { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ILogger<SetupPage> Logger { get; init; }

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = null!;

    [SupplyParameterFromForm]
    private SetupForm Form { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        // A switch that is off sends nothing, so that only a fresh form has it on.
        Form ??= new() { Sample = true };
        _asksToken = !HttpContext.IsLocal();

        if (HttpMethods.IsGet(HttpContext.Request.Method) && !await Setup.IsOpenAsync(HttpContext.RequestAborted))
        {
            Navigation.NavigateTo("/");
        }
    }

    private async Task CreateAsync()
    {
        _problems = [.. Check()];

        if (_problems.Count > 0)
        {
            return;
        }

        var request = new SetupRequest(Form.Name, Form.Email, Form.Password);
        var result = await Setup.CreateOwnerAsync(request, HttpContext.RequestAborted);

        if (result.Owner is not { } owner)
        {
            _problems = result.Problems;
            return;
        }

        await SignIn.SignInAsync(owner, isPersistent: true);
        var projectId = Form.Sample ? await CreateSampleAsync(owner.Email!) : null;
        Navigation.NavigateTo(projectId is null ? "/" : $"/projects/{projectId}/overview");
    }

    private IEnumerable<string> Check()
    {
        if (_asksToken && !State.Accepts(Form.Token))
        {
            yield return "The setup token is not right. Look for it in the server's log; it changes with every start.";
        }

        if (string.IsNullOrWhiteSpace(Form.Name))
        {
            yield return "Enter your name.";
        }

        if (!new EmailAddressAttribute().IsValid(Form.Email.Trim()))
        {
            yield return "Enter the email address to sign in with.";
        }

        if (Form.Password.Length < AccessModule.PasswordLength)
        {
            yield return $"The password needs at least {AccessModule.PasswordLength} characters.";
        }
    }

    /// <summary>The owner exists by now: a failing sample must not take the first page away.</summary>
    private async Task<string?> CreateSampleAsync(string email)
    {
        try
        {
            return Services.GetService<ISampleProject>() is { } sample
                ? await sample.CreateAsync(email, CancellationToken.None)
                : null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.SampleFailed(Logger, exception);

            return null;
        }
    }

    /// <summary>What the form sends.</summary>
    public sealed class SetupForm
    {
        public string Name { get; set; } = "";

        public string Email { get; set; } = "";

        public string Password { get; set; } = "";

        public string? Token { get; set; }

        public bool Sample { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The owner was created, but the sample project was not.")]
        public static partial void SampleFailed(ILogger logger, Exception exception);
    }
}
