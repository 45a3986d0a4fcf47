using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Security;

/// <summary>Every endpoint asks who is calling, except those that are meant to be open.</summary>
public class OpenDoorTests
{
    /// <summary>Sign-in, setup, health, the static files, and what carries a token of its own.</summary>
    private static readonly string[] Open =
        ["/signin", "/setup", "healthz", "files/{project}/{name}", "receiver/{token}", "exports/", "{**path:file}"];

    [Fact]
    public async Task Endpoints_WithoutTokenOfTheirOwn_RequireASignedInUser()
    {
        await using var app = new StudioApp().Start();

        var doors = app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
                || endpoint.Metadata.GetMetadata<IAuthorizeData>() is null)
            .Where(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText ?? "")
            .Where(route => !Open.Any(known => route.Contains(known, StringComparison.Ordinal)));

        Assert.Empty(doors);
    }
}
