using WebhookStudio.Domain;

namespace WebhookStudio.Features.Api;

/// <summary>Ends a request of the API with a status of its own. Refusals of the domain are thrown as
/// <see cref="DomainRuleException"/> instead.</summary>
/// <param name="status">The status code, 400 to 499.</param>
/// <param name="message">Tells the caller what is wrong and what to do.</param>
internal sealed class ApiException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;

    /// <summary>Makes the dialect's answer to an identifier that leads to nothing: status 400.</summary>
    public static ApiException Invalid(string what, string? id) =>
        new(StatusCodes.Status400BadRequest, $"Invalid {what}: {id}.");

    public static ApiException BadRequest(string message) => new(StatusCodes.Status400BadRequest, message);
}
