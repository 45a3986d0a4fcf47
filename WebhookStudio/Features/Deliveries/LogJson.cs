using System.Text.Json.Nodes;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Features.Api;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Attempts in the answers of the API.</summary>
internal static class LogJson
{
    public static JsonObject Write(LogLine line) => new()
    {
        ["_id"] = line.Id.Value,
        ["taskId"] = line.TaskId.Value,
        ["externalId"] = line.ExternalId,
        ["stageId"] = line.StageId.Value,
        ["stageName"] = line.StageName,
        ["date"] = ApiJson.Instant(line.StartedAt),
        ["status"] = line is { Outcome: AttemptOutcome.Answered, StatusCode: { } code } ? code : line.Status,
        ["trigger"] = line.Trigger.ToString().ToLowerInvariant(),
        ["attempt"] = line.Number,
        ["durationMs"] = Math.Round(line.DurationMs, 3),
        ["url"] = line.Url,
        ["deliveryId"] = line.DeliveryId.Value,
    };

    /// <summary>Writes an attempt that was just made, with what came back and what it means.</summary>
    public static JsonObject Write(DeliveryAttempt attempt)
    {
        var json = Write(LogLine.Of(attempt));
        json["accepted"] = attempt.Accepted;
        json["detail"] = attempt.Detail;
        json["responseHeaders"] = attempt.Exchange?.ResponseHeaders;

        return json;
    }
}
