using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using WebhookStudio.Platform;

namespace WebhookStudio.Tests.Platform;

public class PublicAddressTests
{
    [Theory]
    [InlineData("http://0.0.0.0:5080", "http://127.0.0.1:5080")]
    [InlineData("http://[::]:5080", "http://127.0.0.1:5080")]
    [InlineData("http://+:80", "http://127.0.0.1")]
    [InlineData("https://*:443/", "https://127.0.0.1")]
    [InlineData("http://[::1]:5080", "http://[::1]:5080")]
    [InlineData("http://studio.local:8080", "http://studio.local:8080")]
    public void BaseUrl_NotConfigured_IsTheFirstListened(string listened, string expected) =>
        Assert.Equal(expected, Create(null, listened, "http://127.0.0.1:9").BaseUrl);

    [Fact]
    public void BaseUrl_Configured_WinsWithoutSlash() =>
        Assert.Equal("https://studio.example", Create("https://studio.example/", "http://0.0.0.0:5080").BaseUrl);

    [Fact]
    public void BaseUrl_ListensNowhere_IsLocal() => Assert.Equal("http://localhost", Create(null).BaseUrl);

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("https://studio.example", true)]
    [InlineData("http://10.0.0.1:5080/studio/", true)]
    [InlineData("studio.example", false)]
    [InlineData("ftp://studio.example", false)]
    [InlineData("https://user@studio.example", false)]
    [InlineData("https://studio.example/?x=1", false)]
    [InlineData("https://studio.example/#x", false)]
    public void IsValid_PublicUrl_AcceptsAddressesOnly(string? url, bool expected) =>
        Assert.Equal(expected, PublicAddressOptions.IsValid(new() { PublicUrl = url }));

    private static PublicAddress Create(string? configured, params string[] listened)
    {
        var addresses = new Listened();
        Array.ForEach(listened, addresses.Addresses.Add);
        var server = new Server();
        server.Features.Set<IServerAddressesFeature>(addresses);

        return new(Options.Create(new PublicAddressOptions { PublicUrl = configured }), server);
    }

    private sealed class Listened : IServerAddressesFeature
    {
        public ICollection<string> Addresses { get; } = [];

        public bool PreferHostingUrls { get; set; }
    }

    private sealed class Server : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
