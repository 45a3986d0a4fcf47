using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.Domain.Workflows;

public class HiddenPathTests
{
    [Theory]
    [InlineData("https://hooks.example/services/T0/B0/openSesame", "https://hooks.example, path hidden")]
    [InlineData("https://hooks.example:8443/?key=openSesame", "https://hooks.example:8443, path hidden")]
    [InlineData("http://10.0.0.7:5000/hook", "http://10.0.0.7:5000, path hidden")]
    [InlineData("https://hooks.example/", "https://hooks.example")]
    [InlineData("https://hooks.example", "https://hooks.example")]
    [InlineData("https://user:openSesame@hooks.example/x", "https://hooks.example, path hidden")]
    [InlineData("openSesame", "address hidden")]
    [InlineData("", "")]
    public void WithoutPath_Address_ShowsSchemeAndHostAlone(string url, string shown) =>
        Assert.Equal(shown, WebhookUrl.WithoutPath(url));
}
