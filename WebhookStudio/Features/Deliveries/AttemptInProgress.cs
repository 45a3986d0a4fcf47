using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries;

/// <summary>An attempt that is being made: gathers what the log line will say.</summary>
internal sealed class AttemptInProgress(WebhookTarget target, ClaimedDelivery delivery, TimeProvider clock)
{
    /// <summary>The most bytes of an answer's body that are read and kept.</summary>
    public const int MostKept = 64 * 1024;

    private readonly Id<DeliveryAttempt> _id = Id<DeliveryAttempt>.New(clock.GetUtcNow());
    private readonly long _started = clock.GetTimestamp();
    private string? _requestHeaders;

    public DateTimeOffset StartedAt { get; } = clock.GetUtcNow();

    /// <summary>Notes what goes out.</summary>
    public void Sent(HttpRequestMessage request, WebhookTarget to) => _requestHeaders = WebhookRequest.Describe(request, to);

    /// <summary>Ends an attempt that got no answer.</summary>
    public DeliveryAttempt End(AttemptOutcome outcome, string detail) => Ended(outcome, detail, answer: null);

    /// <summary>Ends an answered attempt. The status decides, even when the body breaks off or never ends.</summary>
    public async Task<DeliveryAttempt> AnsweredAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var (body, cut) = await ReadBodyAsync(response, cancellationToken);
        var headers = HeaderLines.Write([response.Headers, response.Content.Headers]);

        return Ended(AttemptOutcome.Answered, response.ReasonPhrase, new((int)response.StatusCode, headers, body, cut));
    }

    private static async Task<(byte[] Body, bool Cut)> ReadBodyAsync(
        HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = new byte[MostKept];
        var length = 0;

        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);

            while (length < buffer.Length)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);

                if (read == 0)
                {
                    return (buffer[..length], Cut: false);
                }

                length += read;
            }

            // One byte more tells a body of exactly the cap from a longer one.
            return (buffer, Cut: await stream.ReadAsync(new byte[1], cancellationToken) > 0);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            return (buffer[..length], Cut: true);
        }
    }

    private DeliveryAttempt Ended(AttemptOutcome outcome, string? detail, Answer? answer) => new()
    {
        Id = _id,
        DeliveryId = delivery.Id,
        ProjectId = target.Key.Project,
        TaskId = delivery.TaskId,
        StageId = target.Key.Stage,
        StageName = target.StageName,
        ExternalId = delivery.ExternalId,
        Number = delivery.Number,
        Trigger = delivery.Trigger,
        TriggeredBy = delivery.TriggeredBy,
        StartedAt = StartedAt,
        DurationMs = clock.GetElapsedTime(_started).TotalMilliseconds,
        Outcome = outcome,
        StatusCode = answer?.Status,
        Accepted = answer is not null && target.Accepts(answer.Status),
        Detail = detail is { Length: > 500 } ? detail[..500] : detail,
        Url = target.Url,
        WorkflowVersion = target.WorkflowVersion,
        ResponseCut = answer?.Cut ?? false,
        Exchange = new()
        {
            AttemptId = _id,
            RequestHeaders = _requestHeaders,
            ResponseHeaders = answer?.Headers,
            ResponseBody = answer?.Body,
        },
    };

    private sealed record Answer(int Status, string Headers, byte[] Body, bool Cut);
}
