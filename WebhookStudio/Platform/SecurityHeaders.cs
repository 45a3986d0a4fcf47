namespace WebhookStudio.Platform;

/// <summary>The headers that keep other people's scripts, frames and sniffing out.</summary>
public static class SecurityHeaders
{
    // Pictures may come from anywhere: an asset is often an address in somebody's storage.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: https: http:; font-src 'self'; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    /// <summary>Hangfire's dashboard writes its configuration into an inline script.</summary>
    private static readonly string JobsPolicy = Policy.Replace("script-src 'self'", "script-src 'self' 'unsafe-inline'", StringComparison.Ordinal);

    /// <summary>Sets the headers on every answer; at its start, because error handling clears what was set before.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            Set(context);

            return Task.CompletedTask;
        });

        return next(context);
    });

    private static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;

        // An endpoint that is stricter, such as the one for uploaded files, keeps its word.
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/hangfire") ? JobsPolicy : Policy;
        }

        headers.XContentTypeOptions = "nosniff";
        headers.TryAdd("Referrer-Policy", "same-origin");
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
    }
}
