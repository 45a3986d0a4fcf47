using System.Text;
using System.Text.Json.Nodes;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Features.Api;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Attempts in the API.</summary>
internal static class LogJson
{
    /// <summary>Writes a line of the log.</summary>
    public static JsonObject Write(LogLine line) => new()
    {
        ["_id"] = line.Id.Value,
        ["taskId"] = line.TaskId.Value,
        ["externalId"] = line.ExternalId,
        ["stageId"] = line.StageId.Value,
        ["stageName"] = line.StageName,
        ["date"] = ApiJson.Instant(line.StartedAt),
        ["status"] = line.StatusCode is { } code && AttemptOutcomes.IsAnswer(line.Outcome) ? code : line.Status,
        ["trigger"] = Word(line.Trigger),
        ["attempt"] = line.Number,
        ["durationMs"] = Round(line.DurationMs),
        ["url"] = line.Url,
        ["deliveryId"] = line.DeliveryId.Value,
        ["triggeredBy"] = line.TriggeredBy,
        ["workflowVersion"] = line.WorkflowVersion == 0 ? null : line.WorkflowVersion,
        ["remoteAddress"] = line.RemoteAddress,
        ["phases"] = Write(line.Phases),
        ["retryAfterSeconds"] = line.RetryAfterSeconds,
    };

    /// <summary>Writes everything that is kept of an attempt.</summary>
    /// <param name="details">The attempt.</param>
    /// <param name="bodies">Its bytes.</param>
    public static JsonObject Write(AttemptDetails details, AttemptBodies bodies)
    {
        var json = Write(details.Line);
        json["accepted"] = details.Line.Accepted;
        json["detail"] = details.Line.Detail;
        json["request"] = new JsonObject
        {
            ["headers"] = details.IsExchangePruned ? null : Headers(details.RequestHeaders),
            ["body"] = details.IsPayloadPruned ? null : Encoding.UTF8.GetString(bodies.Request ?? []),
        };
        json["response"] = details.IsExchangePruned || (details.Line.StatusCode is null && details.ResponseHeaders.Length == 0)
            ? null
            : new JsonObject
            {
                ["headers"] = Headers(details.ResponseHeaders),
                ["body"] = Encoding.UTF8.GetString(bodies.Response ?? []),
                ["bodyCut"] = details.ResponseCut,
            };
        json["isPruned"] = details.IsExchangePruned;
        json["isPayloadPruned"] = details.IsPayloadPruned;
        json["delivery"] = new JsonObject
        {
            ["status"] = Word(details.DeliveryStatus),
            ["nextAttemptAt"] = details.NextAttemptAt is { } next ? ApiJson.Instant(next) : null,
            ["askedSeconds"] = details.AskedSeconds,
        };

        return json;
    }

    /// <summary>Writes an attempt that was just made, with what came back and what it means.</summary>
    public static JsonObject Write(DeliveryAttempt attempt)
    {
        var json = Write(LogLine.Of(attempt));
        json["accepted"] = attempt.Accepted;
        json["detail"] = attempt.Detail;
        json["responseHeaders"] = attempt.Exchange?.ResponseHeaders;

        return json;
    }

    /// <summary>Gets the trigger that a word of the API stands for; <see langword="null"/> if it is none.</summary>
    public static AttemptTrigger? FromWord(string word)
    {
        foreach (var trigger in Enum.GetValues<AttemptTrigger>())
        {
            if (string.Equals(Word(trigger), word, StringComparison.OrdinalIgnoreCase))
            {
                return trigger;
            }
        }

        return null;
    }

    /// <summary>Gets the word of the API, which is that of the header <c>webhook-trigger</c> too.</summary>
    public static string Word(AttemptTrigger trigger) => trigger.ToString().ToLowerInvariant();

    /// <summary>Gets the word of what becomes of tests; <see langword="null"/> for what is usual.</summary>
    public static string? Word(LogTests tests) => tests switch { LogTests.Without => "without", LogTests.Only => "only", _ => null };

    /// <summary>Gets what a word says of tests; <see langword="null"/> if it says nothing.</summary>
    public static LogTests? TestsOf(string? word) => word?.ToLowerInvariant() switch
    {
        null or "" or "included" => LogTests.Included,
        "without" => LogTests.Without,
        "only" => LogTests.Only,
        _ => null,
    };

    private static string Word(DeliveryStatus status) => status.ToString().ToLowerInvariant();

    private static JsonObject Write(AttemptPhases phases) => new()
    {
        ["dnsMs"] = Round(phases.Dns),
        ["connectMs"] = Round(phases.Connect),
        ["tlsMs"] = Round(phases.Tls),
        ["firstByteMs"] = Round(phases.FirstByte),
        ["bodyMs"] = Round(phases.Body),
    };

    private static JsonArray Headers(string lines) =>
        [.. HeaderLine.Parse(lines).Select(line => new JsonObject { ["name"] = line.Name, ["value"] = line.Value })];

    private static double? Round(double? milliseconds) => milliseconds is { } known ? Math.Round(known, 3) : null;
}
