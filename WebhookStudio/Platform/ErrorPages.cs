using Microsoft.AspNetCore.Diagnostics;

namespace WebhookStudio.Platform;

/// <summary>Pages for people who land nowhere; programs get their bare status code.</summary>
public static class ErrorPages
{
    /// <summary>Shows the not-found page for addresses that lead nowhere, to browsers only.</summary>
    public static IApplicationBuilder UseErrorPages(this IApplicationBuilder app)
    {
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);

        return app.Use((context, next) =>
        {
            if (!context.Request.IsPageRequest() && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            {
                pages.Enabled = false;
            }

            return next(context);
        });
    }

    /// <summary>Whether a browser asks for a page, rather than a program, a form or a file.</summary>
    public static bool IsPageRequest(this HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && !request.Path.StartsWithSegments("/v2")
        && !request.Path.StartsWithSegments("/receiver");
}
