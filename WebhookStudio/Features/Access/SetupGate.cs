namespace WebhookStudio.Features.Access;

/// <summary>While nobody owns the instance, every page leads to setup and the API says so.</summary>
internal sealed class SetupGate(RequestDelegate next, SetupState state)
{
    public Task InvokeAsync(HttpContext context, ISetupService setup) =>
        state.IsDone ? next(context) : CheckAsync(context, setup);

    private async Task CheckAsync(HttpContext context, ISetupService setup)
    {
        var request = context.Request;
        var isApi = request.Path.StartsWithSegments("/v2");
        var isPage = (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && !request.Path.StartsWithSegments("/setup") && !IsMachinery(request.Path);

        if ((!isApi && !isPage) || !await setup.IsOpenAsync(context.RequestAborted))
        {
            await next(context);
        }
        else if (isApi)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await context.Response.WriteAsJsonAsync(
                new { status = "error", message = "This instance is not set up yet. Open it in a browser and create the owner account." });
        }
        else
        {
            context.Response.Redirect("/setup");
        }
    }

    private static bool IsMachinery(PathString path) =>
        path.StartsWithSegments("/_framework") || path.StartsWithSegments("/_blazor") || path.StartsWithSegments("/_content")
        || path.StartsWithSegments("/healthz") || Path.HasExtension(path.Value);
}
