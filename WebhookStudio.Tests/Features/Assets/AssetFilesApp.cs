using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Assets;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Assets;

/// <summary>The file endpoint on a real server; requests with the header <c>signed-in</c> are a person's.</summary>
internal sealed class AssetFilesApp : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WebApplication _app;

    private AssetFilesApp()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new(DataFolder.ConfigurationKey, _folder.Path)]);
        builder.Services.AddPublicAddress().AddAssetFiles();
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication("Test").AddScheme<AuthenticationSchemeOptions, HeaderScheme>("Test", null);

        _app = builder.Build();
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.MapAssetFiles();
    }

    public static Id<Project> Project { get; } = new("67a3be4088cb6f0f7976327b");

    public HttpClient Client { get; } = new(new HttpClientHandler { AllowAutoRedirect = false });

    public IAssetFiles Files => _app.Services.GetRequiredService<IAssetFiles>();

    public string Folder => _folder.Path;

    public static async Task<AssetFilesApp> StartAsync()
    {
        var app = new AssetFilesApp();
        await app._app.StartAsync(TestContext.Current.CancellationToken);
        app.Client.BaseAddress = new(app._app.Urls.First());

        return app;
    }

    public Task<string> StoreAsync(string name, string content = "content") => Files.StoreAsync(
        Project, name, new MemoryStream(Encoding.UTF8.GetBytes(content)), TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> GetAsync(string url, bool signedIn = false, string? range = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);

        if (signedIn)
        {
            request.Headers.Add("signed-in", "yes");
        }

        if (range is not null)
        {
            request.Headers.Add("Range", range);
        }

        return Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    private sealed class HeaderScheme(
        IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
            Request.Headers.ContainsKey("signed-in")
                ? AuthenticateResult.Success(new(new(new ClaimsIdentity(Scheme.Name)), Scheme.Name))
                : AuthenticateResult.NoResult());
    }
}
