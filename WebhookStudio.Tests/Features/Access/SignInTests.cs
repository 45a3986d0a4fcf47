using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Features.Access;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Access;

/// <summary>Whoever tries passwords learns nothing about which accounts there are.</summary>
public sealed partial class SignInTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SignIn_ManyWrongTries_AnswersAlikeWhetherTheAccountExists()
    {
        await using var app = new StudioApp().Start();
        using var browser = new HttpClient { BaseAddress = new(app.BaseUrl) };

        var known = await TryAsync(browser, StudioApp.OwnerEmail, "wrong-wrong-wrong");
        var unknown = await TryAsync(browser, "nobody@bakery.example", "wrong-wrong-wrong");

        Assert.Equal(known, unknown);
        Assert.Equal("Email or password is not right.", known[0]);
        Assert.Equal("Too many tries. Sign in again in 5 min.", known[4]);
        Assert.StartsWith("Too many tries.", known[5], StringComparison.Ordinal);
    }

    [Fact]
    public void Fail_AfterTheLock_CountsAnew()
    {
        var clock = new FakeTimeProvider();
        var tries = new UnknownSignIns(Options.Create(new IdentityOptions()), clock);

        for (var i = 0; i < 4; i++)
        {
            Assert.Null(tries.Fail("nobody@bakery.example"));
        }

        var until = tries.Fail("nobody@bakery.example");
        Assert.Equal(clock.GetUtcNow() + TimeSpan.FromMinutes(5), until);
        Assert.Equal(until, tries.LockedUntil("NOBODY@bakery.example"));
        Assert.Null(tries.LockedUntil("else@bakery.example"));

        clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Null(tries.LockedUntil("nobody@bakery.example"));
        Assert.Null(tries.Fail("nobody@bakery.example"));
    }

    private static async Task<string[]> TryAsync(HttpClient browser, string email, string password)
    {
        var said = new List<string>();

        for (var i = 0; i < 6; i++)
        {
            var form = await browser.GetStringAsync("/signin", Cancelled);
            var fields = Hidden().Matches(form)
                .Where(field => field.Groups[2].Value.Length > 0)
                .Select(field => KeyValuePair.Create(field.Groups[1].Value, field.Groups[2].Value))
                .Append(new("Form.Email", email))
                .Append(new("Form.Password", password));
            using var content = new FormUrlEncodedContent(fields);
            using var answer = await browser.PostAsync("/signin", content, Cancelled);
            var page = await answer.Content.ReadAsStringAsync(Cancelled);
            said.Add(WebUtility.HtmlDecode(Problem().Match(page).Groups[1].Value));
        }

        return [.. said];
    }

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)" ?/?>""")]
    private static partial Regex Hidden();

    [GeneratedRegex("""role="alert">.*?<span>(.*?)</span></div>""", RegexOptions.Singleline)]
    private static partial Regex Problem();
}
