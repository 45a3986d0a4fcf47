using Microsoft.AspNetCore.Http.HttpResults;
using WebhookStudio.Domain.Receivers;

namespace WebhookStudio.Features.Receivers;

/// <summary>The address of the test receivers: programs post to it, people are led to the page.</summary>
internal static class ReceiverEndpoints
{
    public static void MapTestReceivers(this IEndpointRouteBuilder routes)
    {
        // Before any page that matches the same path.
        routes.MapPost("/receiver/{token}", PostAsync).AllowAnonymous().DisableAntiforgery().WithOrder(-1);
        routes.MapGet("/receiver/{token}", GetAsync).RequireAuthorization().WithOrder(-1);
    }

    private static async Task<IResult> PostAsync(
        string token, HttpContext context, ReceiverGate gate, ReceiverTargets targets, ReceiverIntake intake)
    {
        var aborted = context.RequestAborted;

        if (await targets.FindAsync(token, aborted) is not { } target)
        {
            return TypedResults.NotFound();
        }

        if (!gate.TryEnter())
        {
            return TypedResults.Text("Too many requests under way", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        try
        {
            return await intake.AnswerAsync(target, context.Request, aborted) is { } reply
                ? TypedResults.Text(reply.Text, statusCode: reply.Status)
                : HangUp(context);
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            return TypedResults.Empty;
        }
        finally
        {
            gate.Leave();
        }
    }

    private static EmptyHttpResult HangUp(HttpContext context)
    {
        context.Abort();

        return TypedResults.Empty;
    }

    private static async Task<IResult> GetAsync(
        string token, ITestReceivers receivers, CancellationToken cancellationToken) =>
        TestReceiver.IsToken(token) && await receivers.FindProjectAsync(token, cancellationToken) is { } project
            ? TypedResults.LocalRedirect($"/projects/{project}/receiver")
            : TypedResults.NotFound();
}
