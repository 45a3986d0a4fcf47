namespace WebhookStudio.Features.Api;

/// <summary>Collapses repeated slashes in paths of the API before they are routed.</summary>
/// <remarks>The dialect's Python SDK calls <c>/v2//project/{id}/rerun-webhook</c>.</remarks>
internal sealed class ApiPaths : IStartupFilter
{
    public const string Root = "/v2";

    // A startup filter, because it has to come before the routing that the host puts in front of everything else.
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            context.Request.Path = Collapse(context.Request.Path);

            return rest(context);
        });
        next(app);
    };

    /// <summary>Whether a request is one of the API.</summary>
    public static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments(Root);

    internal static PathString Collapse(PathString path)
    {
        var text = path.Value ?? "";

        if (!text.TrimStart('/').StartsWith("v2/", StringComparison.OrdinalIgnoreCase)
            || !text.Contains("//", StringComparison.Ordinal))
        {
            return path;
        }

        return "/" + string.Join('/', text.Split('/', StringSplitOptions.RemoveEmptyEntries));
    }
}
