using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using WebhookStudio.Data.Accounts;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Projects;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Workflows;

public sealed partial class ViewOnlyTests : IAsyncLifetime
{
    private const string Email = "lea@bakery.example";
    private const string Password = "baguette-baguette";

    private readonly StudioApp _app = new();

    public async ValueTask InitializeAsync()
    {
        _app.Start();
        await using var scope = _app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StudioUser>>();
        var user = new StudioUser { UserName = Email, Email = Email };
        Assert.True((await users.CreateAsync(user, Password)).Succeeded);
        Assert.True((await users.AddToRoleAsync(user, StudioRoles.Labeler)).Succeeded);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(Email, Password, true)]
    [InlineData(StudioApp.OwnerEmail, StudioApp.OwnerPassword, false)]
    public async Task Workflow_Labeler_CanLookButNotEdit(string email, string password, bool viewOnly)
    {
        using var browser = await SignInAsync(email, password);

        var page = await browser.GetStringAsync(await WorkflowUrlAsync(), TestContext.Current.CancellationToken);

        Assert.Contains("data-testid=\"stage-card\"", page, StringComparison.Ordinal);
        Assert.Equal(viewOnly, page.Contains("data-testid=\"view-only\"", StringComparison.Ordinal));
        Assert.Equal(!viewOnly, page.Contains("data-testid=\"palette\"", StringComparison.Ordinal));
        Assert.Equal(!viewOnly, page.Contains("data-testid=\"save\"", StringComparison.Ordinal));
        Assert.Equal(!viewOnly, page.Contains("View logs", StringComparison.Ordinal));
    }

    private async Task<string> WorkflowUrlAsync()
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var projects = scope.ServiceProvider.GetRequiredService<IProjectService>();
        var project = await projects.CreateAsync(
            "Pastry", "", ProjectTemplate.LabelAndWebhook, StudioApp.OwnerEmail, TestContext.Current.CancellationToken);
        var webhook = await projects.ListAsync(TestContext.Current.CancellationToken);
        var stage = webhook.Single(card => card.Id == project).Stages[2].Id;

        return $"/projects/{project}/workflow?stage={stage}";
    }

    private async Task<HttpClient> SignInAsync(string email, string password)
    {
        var browser = new HttpClient { BaseAddress = new(_app.BaseUrl) };
        var form = await browser.GetStringAsync("/signin", TestContext.Current.CancellationToken);
        var fields = Hidden().Matches(form)
            .Where(field => field.Groups[2].Value.Length > 0)
            .Select(field => KeyValuePair.Create(field.Groups[1].Value, field.Groups[2].Value))
            .Append(new("Form.Email", email))
            .Append(new("Form.Password", password));
        using var content = new FormUrlEncodedContent(fields);
        var answer = await browser.PostAsync("/signin", content, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();

        return browser;
    }

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)" ?/?>""")]
    private static partial Regex Hidden();
}
