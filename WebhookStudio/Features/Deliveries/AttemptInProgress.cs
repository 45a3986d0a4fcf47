using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries.Sending;

namespace WebhookStudio.Features.Deliveries;

/// <summary>An attempt that is being made: gathers what the log line will say.</summary>
internal sealed class AttemptInProgress(
    WebhookTarget target, ClaimedDelivery delivery, TimeProvider clock, DateTimeOffset startedAt)
{
    private const int LongestDetail = 500;
    private const int LongestLocation = 200;

    private readonly long _started = clock.GetTimestamp();
    private readonly AnswerRedaction _redaction = new(target.Hidden);

    // Of the very moment of the start: the log is in the order of the identifiers, and finds a time by them.
    private readonly Id<DeliveryAttempt> _id = Id<DeliveryAttempt>.New(startedAt);
    private string? _requestHeaders;
    private AttemptTrace? _trace;

    public AttemptInProgress(WebhookTarget target, ClaimedDelivery delivery, TimeProvider clock)
        : this(target, delivery, clock, clock.GetUtcNow())
    {
    }

    public DateTimeOffset StartedAt => startedAt;

    /// <summary>Notes what goes out, and who follows it.</summary>
    public void Sent(WebhookMessage request, AttemptTrace trace)
    {
        _trace = trace;
        _requestHeaders = WebhookRequest.Describe(request, target);
    }

    /// <summary>Ends an attempt that got no answer.</summary>
    public DeliveryAttempt End(AttemptOutcome outcome, string detail) => Ended(outcome, detail, answer: null);

    /// <summary>Ends an answered attempt. The status decides, even when the body breaks off or never ends.</summary>
    public DeliveryAttempt Answered(HttpResponseMessage response, AnswerBody body)
    {
        var status = (int)response.StatusCode;
        var headers = HeaderLines.Write(response.Headers, response.Content.Headers, redact: _redaction.Text);
        var answer = new Answer(status, headers, _redaction.Body(body), RetryAfterOf(response, status));

        return status is >= 300 and <= 399
            ? Ended(AttemptOutcome.RedirectNotFollowed, Location(response), answer)
            : Ended(AttemptOutcome.Answered, response.ReasonPhrase, answer);
    }

    /// <summary>Makes the words fit for the log: the reason phrase and the errors of HTTP repeat what the receiver wrote.</summary>
    private string? Detail(string? words)
    {
        var detail = words is null ? "" : PlainText.Of(_redaction.Text(words), LongestDetail);

        return _redaction.HasHidden ? $"{detail} {AnswerRedaction.Note}".TrimStart() : words is null ? null : detail;
    }

    private int? RetryAfterOf(HttpResponseMessage response, int status) =>
        !target.Accepts(status) && response.Headers.NonValidated.TryGetValues("Retry-After", out var value)
            ? RetryAfter.Seconds(value.ToString(), clock.GetUtcNow())
            : null;

    // The query is left out: receivers put secrets there.
    private string Location(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("Location", out var value) && value.ToString() is { Length: > 0 } location
            ? $"The receiver points to {PlainText.Of(WebhookUrl.Display(_redaction.Text(location)), LongestLocation)}. Redirects are not followed."
            : "The receiver points elsewhere, but does not say where. Redirects are not followed.";

    private DeliveryAttempt Ended(AttemptOutcome outcome, string? detail, Answer? answer)
    {
        return new()
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
            Detail = Detail(detail),
            Url = target.Url,
            WorkflowVersion = target.WorkflowVersion,
            ResponseCut = answer?.Body.IsCut ?? false,
            RemoteAddress = _trace?.RemoteAddress,
            RetryAfterSeconds = answer?.RetryAfter,
            Phases = _trace?.Phases() ?? default,
            Exchange = new()
            {
                AttemptId = _id,
                RequestHeaders = _requestHeaders,
                ResponseHeaders = answer?.Headers,
                ResponseBody = answer?.Body.Bytes,
            },
        };
    }

    private sealed record Answer(int Status, string Headers, AnswerBody Body, int? RetryAfter);
}
