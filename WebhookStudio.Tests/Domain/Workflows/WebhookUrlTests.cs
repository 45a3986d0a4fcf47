using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.Domain.Workflows;

public class WebhookUrlTests
{
    private const string NoScheme = "the address needs http:// or https:// in front.";
    private const string NoUrl = "the address is not a URL. Write it like https://example.com/hook.";
    private const string UserInfo = "leave out the user name and password before the @; use a secret or a bearer token.";
    private const string Fragment = "leave out the part from # on; it is never sent.";
    private const string Spaces = "the address has a space or a control character in it. Write a space as %20.";

    [Theory]
    [InlineData("https://example.com/hook")]
    [InlineData("http://127.0.0.1:5000/hook")]
    [InlineData("https://47f2-88-243-68-208.ngrok.io/hook")]
    [InlineData("HTTPS://Example.COM")]
    [InlineData("http://localhost")]
    [InlineData("http://[::1]:8080/")]
    [InlineData("https://example.com:65535/a%20b?token=1&x=@")]
    [InlineData("https://bücher.example/häken?é=😀")]
    [InlineData("http://127.1/")]
    public void Problem_AddressThatCanBeCalled_IsNone(string url) => Assert.Null(WebhookUrl.Problem(url));

    [Theory]
    [InlineData("", "add a URL.")]
    [InlineData("   ", "add a URL.")]
    [InlineData("example.com/hook", NoScheme)]
    [InlineData("//127.0.0.1/", NoScheme)]
    [InlineData("ftp://example.com/", NoScheme)]
    [InlineData("file:///etc/passwd", NoScheme)]
    [InlineData("javascript:alert(1)", NoScheme)]
    [InlineData("/hook", NoScheme)]
    [InlineData("http:/example.com", NoScheme)]
    [InlineData("https:example.com", NoScheme)]
    [InlineData("http://", NoUrl)]
    [InlineData("http:///hook", NoUrl)]
    [InlineData("http://:80/", NoUrl)]
    [InlineData("http://example.com:99999/", NoUrl)]
    [InlineData("http://a\\@b/", NoUrl)]
    [InlineData("http://[127.0.0.1]/", NoUrl)]
    [InlineData("http://::1/", NoUrl)]
    [InlineData("http://%31%32%37.0.0.1/", NoUrl)]
    [InlineData("https://a\u2100b.example/", NoUrl)]
    [InlineData("https://example.com\uff0fhook.example/", NoUrl)]
    [InlineData("http://example.com@127.0.0.1/", UserInfo)]
    [InlineData("http://127.0.0.1%2f@example.com/", UserInfo)]
    [InlineData("http://user:password@example.com/", UserInfo)]
    [InlineData("http://@example.com/", UserInfo)]
    [InlineData("http://1.1.1.1 &@2.2.2.2# @3.3.3.3/", Spaces)]
    [InlineData("https://example.com/hook#part", Fragment)]
    [InlineData("https://example.com/hook#", Fragment)]
    [InlineData("http://example.com:0/", "port 0 cannot be called.")]
    [InlineData(" https://example.com/", Spaces)]
    [InlineData("https://example.com/ ", Spaces)]
    [InlineData("https://example.com/\r\nX-Evil: 1", Spaces)]
    [InlineData("https://exa\tmple.com/", Spaces)]
    [InlineData("https://example.com/\0", Spaces)]
    public void Problem_AddressThatCannotBeCalled_SaysWhy(string url, string problem) =>
        Assert.Equal(problem, WebhookUrl.Problem(url));

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "the address is longer than 2000 characters.")]
    public void Problem_Length_IsBounded(int tooMany, string? problem)
    {
        const string start = "https://example.com/";

        Assert.Equal(problem, WebhookUrl.Problem(start + new string('a', WebhookUrl.MaxLength - start.Length + tooMany)));
    }

    [Theory]
    [InlineData("https://example.com/hook?token=secret", "example.com/hook")]
    [InlineData("http://127.0.0.1:5000/hook", "127.0.0.1:5000/hook")]
    [InlineData("https://example.com/", "example.com")]
    [InlineData("https://example.com", "example.com")]
    [InlineData("https://user:password@example.com/a", "example.com/a")]
    [InlineData("example.com/hook?token=secret", "example.com/hook")]
    [InlineData("", "")]
    public void Display_NeverShowsTheQuery(string url, string shown) => Assert.Equal(shown, WebhookUrl.Display(url));

    [Theory]
    [InlineData("http://127.1/", "127.0.0.1")]
    [InlineData("http://127.0.1/", "127.0.0.1")]
    [InlineData("http://2130706433/", "127.0.0.1")]
    [InlineData("http://0x7f000001/", "127.0.0.1")]
    [InlineData("http://0x7f.0x0.0x0.0x1/", "127.0.0.1")]
    [InlineData("http://0177.0.0.1/", "127.0.0.1")]
    [InlineData("http://017700000001/", "127.0.0.1")]
    [InlineData("http://2852039166/", "169.254.169.254")]
    [InlineData("http://0xa9fea9fe/", "169.254.169.254")]
    [InlineData("http://169.254.43518/", "169.254.169.254")]
    [InlineData("http://0/", "0.0.0.0")]
    [InlineData("http://127.0.0.1./", "127.0.0.1")]
    [InlineData("http://2130706433./", "127.0.0.1")]
    [InlineData("http://①②⑦.⓪.⓪.①/", "127.0.0.1")]
    [InlineData("http://127。0。0。1/", "127.0.0.1")]
    [InlineData("http://１２７.０.０.１/", "127.0.0.1")]
    [InlineData("http://２１３０７０６４３３/", "127.0.0.1")]
    [InlineData("http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "127.0.0.1")]
    [InlineData("http://LOCALHOST:5000/", "127.0.0.1")]
    [InlineData("http://localhost./", "127.0.0.1")]
    [InlineData("http://hook.localhost/", "127.0.0.1")]
    [InlineData("http://[::1]:8080/", "::1")]
    [InlineData("http://[::FFFF:10.0.0.5]/", "::ffff:10.0.0.5")]
    [InlineData("http://[fe80::1%25eth0]/", "fe80::1")]
    [InlineData("http://example.com/", null)]
    [InlineData("http://127.0.0.1.example/", null)]
    [InlineData("http://mylocalhost/", null)]
    public void LiteralAddress_WhateverTheSpelling_IsTheAddress(string url, string? address) =>
        Assert.Equal(address, WebhookUrl.LiteralAddress(new(url))?.ToString());

    [Theory]
    [InlineData("https://bücher.example/hook", "xn--bcher-kva.example")]
    [InlineData("https://xn--bcher-kva.example/hook", null)]
    [InlineData("https://BÜCHER.example:8443/hook?a=b:c", "xn--bcher-kva.example")]
    [InlineData("http://0x7f.1:5000", "127.0.0.1")]
    [InlineData("http://127.0.0.1:5000/a:b", null)]
    [InlineData("https://Example.COM?x=:", null)]
    [InlineData("http://[0:0::1]:80/", "::1")]
    [InlineData("http://[::1]/", null)]
    [InlineData("not a url", null)]
    [InlineData("", null)]
    public void CalledHost_SpelledOtherwiseThanTyped_IsShown(string url, string? called) =>
        Assert.Equal(called, WebhookUrl.CalledHost(url));
}
