using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Domain;

namespace WebhookStudio.Features.Api;

/// <summary>Gives every failed request of the API the envelope of the dialect.</summary>
internal sealed partial class ApiErrors(RequestDelegate next, ILogger<ApiErrors> logger)
{
    private const string Meanwhile =
        "Somebody else changed it at the same time, and nothing was stored. Read it again and repeat the request.";

    /// <summary>Codes of refusals that another request at another time would not meet.</summary>
    private static readonly HashSet<string> Conflicts =
    [
        "task.not_in_label", "task.not_in_review", "review.read_only", "stage.in_use", "stage.off", "delivery.busy", "delivery.no_payload", "run.not_running",
        "run.not_paused", "run.ended",
    ];

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
            return;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            var (status, message) = Describe(exception);
            await WriteAsync(context, status, message);

            return;
        }

        if (context.Response is { HasStarted: false, ContentLength: null, ContentType: null, StatusCode: >= 400 } response)
        {
            await WriteAsync(context, response.StatusCode, Words(context, response.StatusCode));
        }
    }

    private (int Status, string Message) Describe(Exception exception) => exception switch
    {
        ApiException refused => (refused.Status, refused.Message),
        DomainRuleException { Code: "workflow.moved" } => (StatusCodes.Status409Conflict, Meanwhile),
        DomainRuleException refused => (StatusOf(refused), refused.Message),
        BadHttpRequestException bad => (bad.StatusCode, $"{bad.Message.TrimEnd('.')}."),
        DbUpdateConcurrencyException => (StatusCodes.Status409Conflict, Meanwhile),
        _ => (StatusCodes.Status500InternalServerError, Unexpected(exception)),
    };

    private static int StatusOf(DomainRuleException refused) =>
        Conflicts.Contains(refused.Code) ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;

    private string Unexpected(Exception exception)
    {
        var reference = RandomNumberGenerator.GetHexString(8, lowercase: true);
        Log.Unexpected(logger, exception, reference);

        return $"Something went wrong in the server. Its log says what, under the reference {reference}.";
    }

    private static string Words(HttpContext context, int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "Invalid API KEY",
        StatusCodes.Status403Forbidden => "The owner of this API key may not do that; it takes the role Manager.",
        StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed =>
            $"There is no {context.Request.Method} {context.Request.Path}.",
        _ => $"The request was refused with status {status}.",
    };

    private static Task WriteAsync(HttpContext context, int status, string message)
    {
        context.Response.Clear();

        return ApiJson.Failure(status, message).ExecuteAsync(context);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A request of the API failed. Reference {Reference}.")]
        public static partial void Unexpected(ILogger logger, Exception exception, string reference);
    }
}
