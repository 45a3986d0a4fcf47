using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using WebhookStudio.Features.Access;

namespace WebhookStudio.Features.Assets;

/// <summary>Serves stored files to signed-in people, to API keys, and to whoever has a file's token.</summary>
internal static class AssetFileEndpoints
{
    // The handler checks who asks: it accepts a token where the policies of the application know none.
    public static IEndpointConventionBuilder MapAssetFiles(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/files/{project}/{name}", [HttpMethods.Get, HttpMethods.Head], GetAsync).AllowAnonymous();

    private static async Task<IResult> GetAsync(
        string project, string name, string? token, HttpContext context, AssetFiles files, AssetFileToken tokens)
    {
        if (!AssetFileName.TryParse(project, name, out var file))
        {
            return TypedResults.NotFound();
        }

        // Before looking: to a stranger, a file that exists is like one that does not.
        if (!tokens.Matches(file, token) && !await IsSignedInAsync(context))
        {
            return TypedResults.Unauthorized();
        }

        return files.Find(file) is { } path ? Serve(context.Response.Headers, file, path) : TypedResults.NotFound();
    }

    private static PhysicalFileHttpResult Serve(IHeaderDictionary headers, AssetFileName file, string path)
    {
        var type = file.Type;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, max-age=31536000, immutable";
        headers["Referrer-Policy"] = "no-referrer";

        if (type.IsSandboxed)
        {
            headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";
        }

        return TypedResults.PhysicalFile(
            path,
            type.ContentType,
            fileDownloadName: type.IsInline ? null : file.Name,
            entityTag: new EntityTagHeaderValue($"\"{file.Name}\""),
            enableRangeProcessing: true);
    }

    /// <summary>Asks the policies of people and of programs, so that whatever signs in elsewhere signs in here.</summary>
    private static async Task<bool> IsSignedInAsync(HttpContext context)
    {
        if (context.User.Identity is { IsAuthenticated: true })
        {
            return true;
        }

        var evaluator = context.RequestServices.GetRequiredService<IPolicyEvaluator>();
        var policies = context.RequestServices.GetRequiredService<IAuthorizationPolicyProvider>();

        foreach (var policy in new[] { await policies.GetDefaultPolicyAsync(), await policies.GetPolicyAsync(StudioPolicies.Api) })
        {
            if (policy is not null
                && await evaluator.AuthenticateAsync(policy, context) is { Succeeded: true } authenticated
                && (await evaluator.AuthorizeAsync(policy, authenticated, context, resource: null)).Succeeded)
            {
                return true;
            }
        }

        return false;
    }
}
