using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using WebhookStudio.Components.Layout;

namespace WebhookStudio.Platform;

/// <summary>Pages for people who land nowhere or meet an error; programs get their bare status code.</summary>
public static partial class ErrorPages
{
    /// <summary>Shows the not-found page and the error page, to browsers only.</summary>
    public static IApplicationBuilder UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = ShowErrorAsync });
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

    private static Task ShowErrorAsync(HttpContext context)
    {
        var errorId = context.TraceIdentifier;
        var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ErrorPages).FullName!);
        Log.RequestFailed(logger, errorId);
        var accepts = context.Request.Headers.Accept.ToString();

        if (!accepts.Contains("text/html", StringComparison.OrdinalIgnoreCase) || context.Request.Path.StartsWithSegments("/v2"))
        {
            return Task.CompletedTask;
        }

        var address = HttpMethods.IsGet(context.Request.Method) ? context.Request.PathBase + context.Request.Path + context.Request.QueryString : "/";
        var page = new RazorComponentResult<ErrorDocument>(new { ErrorId = errorId, Address = address })
        {
            StatusCode = StatusCodes.Status500InternalServerError,
        };

        return page.ExecuteAsync(context);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A request failed. The person saw the error ID {ErrorId}.")]
        public static partial void RequestFailed(ILogger logger, string errorId);
    }
}
