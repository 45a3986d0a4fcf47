using WebhookStudio.Features.Access;

namespace WebhookStudio.Tests.Features.Access;

public sealed class LocalUrlTests
{
    [Theory]
    [InlineData("/projects/1/tasks?state=held", "/projects/1/tasks?state=held")]
    [InlineData("/", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void OrHome_Url_StaysOnThisSite(string? url, string expected) => Assert.Equal(expected, LocalUrl.OrHome(url));
}
