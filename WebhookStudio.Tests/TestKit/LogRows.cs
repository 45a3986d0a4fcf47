using System.Text;
using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.TestKit;

/// <summary>Lines of the log with all that stands behind them, without a receiver.</summary>
internal static class LogRows
{
    private static readonly JsonElement NoMetadata = JsonSerializer.SerializeToElement(new { });

    /// <summary>Makes a task that was sent once: asset, task, delivery, payload and attempt.</summary>
    public static IEnumerable<object> Make(
        Id<Project> project, Stage webhook, string externalId, (AttemptOutcome Outcome, int? Code) end, DateTimeOffset at)
    {
        var asset = new Asset
        {
            Id = Id<Asset>.New(at),
            ProjectId = project,
            Data = $"/files/{externalId}",
            ExternalId = externalId,
            Metadata = NoMetadata,
            CreatedAt = at,
        };
        var task = LabelTask.Create(asset, StageId.Start, "mina@bakery.example", at);
        task.Enter(webhook, at);
        var delivery = WebhookDelivery.Open(task, webhook.Id, at);
        task.Owe(delivery);
        delivery.Claim("worker", at.AddMinutes(1));
        var attempt = Attempt(delivery, webhook, end, at);
        delivery.TrySettle(attempt, "worker", new(RetrySchedule.None), random: 0.5);

        return
        [
            asset, task, delivery, attempt,
            new DeliveryPayload { DeliveryId = delivery.Id, Body = Encoding.UTF8.GetBytes($$"""{"externalId":"{{externalId}}"}""") },
        ];
    }

    private static DeliveryAttempt Attempt(
        WebhookDelivery delivery, Stage webhook, (AttemptOutcome Outcome, int? Code) end, DateTimeOffset at)
    {
        var id = Id<DeliveryAttempt>.New(at);

        return new()
        {
            Id = id,
            DeliveryId = delivery.Id,
            ProjectId = delivery.ProjectId,
            TaskId = delivery.TaskId,
            StageId = webhook.Id,
            StageName = webhook.Name,
            ExternalId = delivery.ExternalId,
            Number = 1,
            Trigger = AttemptTrigger.Auto,
            StartedAt = at,
            DurationMs = end.Outcome is AttemptOutcome.TimedOut ? 10_000 : 1_210,
            Outcome = end.Outcome,
            StatusCode = end.Code,
            Accepted = end.Code == 200,
            Url = "https://ml.bakery.example/hook",
            WorkflowVersion = 1,
            Exchange = new()
            {
                AttemptId = id,
                RequestHeaders = "Content-Type: application/json; charset=utf-8",
                ResponseHeaders = end.Code is null ? null : "Retry-After: 30",
                ResponseBody = end.Code is null ? null : """{"error":"upstream unavailable"}"""u8.ToArray(),
            },
        };
    }
}
