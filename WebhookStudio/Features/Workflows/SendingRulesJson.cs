using System.Globalization;
using System.Text.Json.Nodes;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Workflows;

/// <summary>How fast and in which order a Webhook stage sends, and what follows when it gives up, in the <c>stages</c> array.</summary>
internal static class SendingRulesJson
{
    private static readonly Dictionary<string, DeliveryOrdering> Orderings = new()
    {
        ["none"] = DeliveryOrdering.None,
        ["stage"] = DeliveryOrdering.Stage,
        ["externalId"] = DeliveryOrdering.ExternalId,
    };

    private static readonly Dictionary<string, ExhaustedRule> ExhaustedRules = new()
    {
        ["keep"] = ExhaustedRule.Keep,
        ["fail"] = ExhaustedRule.Fail,
    };

    public static string[] Names { get; } = ["rateLimit", "ordering", "onExhausted"];

    public static void Write(WebhookStageSettings settings, JsonObject json)
    {
        json["rateLimit"] = settings.RateLimit;
        json["ordering"] = Orderings.Single(pair => pair.Value == settings.Ordering).Key;
        json["onExhausted"] = ExhaustedRules.Single(pair => pair.Value == settings.OnExhausted).Key;
    }

    /// <summary>Reads the rules into the settings before. What is left out keeps its value.</summary>
    public static WebhookStageSettings Read(JsonFields fields, WebhookStageSettings before) => before with
    {
        RateLimit = ReadRateLimit(fields, before.RateLimit),
        Ordering = ReadWord(fields, "ordering", Orderings) ?? before.Ordering,
        OnExhausted = ReadWord(fields, "onExhausted", ExhaustedRules) ?? before.OnExhausted,
    };

    private static double? ReadRateLimit(JsonFields fields, double? before)
    {
        if (!fields.Has("rateLimit"))
        {
            return before;
        }

        var (least, most) = (WebhookStageSettings.MinRateLimit, WebhookStageSettings.MaxRateLimit);

        return fields.Number("rateLimit") switch
        {
            null => null,
            { } limit when limit >= least && limit <= most => limit,
            _ => throw fields.Refuse(string.Create(
                CultureInfo.InvariantCulture,
                $"rateLimit must be a number from {least} to {most} (deliveries per second), or null for no limit.")),
        };
    }

    private static T? ReadWord<T>(JsonFields fields, string name, Dictionary<string, T> words)
        where T : struct => fields.Text(name) switch
        {
            null => null,
            { } word when words.TryGetValue(word, out var value) => value,
            { } other => throw fields.Refuse(
                $"{name} '{other}' is not known; use {string.Join(" or ", words.Keys.Select(word => $"'{word}'"))}."),
        };
}
