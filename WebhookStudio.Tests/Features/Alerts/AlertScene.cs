using System.Text.Json;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Alerts;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Alerts;

/// <summary>The real application whose alerts come at once, a stage that can fail, and where its alerts go.</summary>
internal static class AlertScene
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public static (string Name, string Value)[] Fast { get; } =
    [
        ("WebhookStudio__Alerts__Interval", "00:00:00.1"), ("WebhookStudio__Alerts__After", "00:00:00"),
        ("WebhookStudio__Alerts__CalmFor", "00:00:00"),
    ];

    public static StudioApp WithFastAlerts(this StudioApp app)
    {
        foreach (var (name, value) in Fast)
        {
            app.With(name.Replace("__", ":", StringComparison.Ordinal), value);
        }

        return app;
    }

    public static Task SendAlertsAsync(this Scenario scenario, StudioApp app, string url) => app.Get<IAlerts>().SaveAsync(
        scenario.ProjectId, new(url, app.Get<ISecretProtector>().Seal(Secret), IsOn: true), TestContext.Current.CancellationToken);

    public static JsonElement Json(this ReceivedWebhook received) => JsonDocument.Parse(received.Body).RootElement;

    public static string Type(this ReceivedWebhook received) => received.Json().GetProperty("type").GetString()!;

    public static Func<WebhookStageSettings, WebhookStageSettings> HoldsAtOnce { get; } =
        settings => settings with { AutomaticRetry = false };
}
