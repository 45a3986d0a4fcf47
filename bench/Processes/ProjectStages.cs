using System.Text.Json.Nodes;
using WebhookStudio.Bench.Receiver;

namespace WebhookStudio.Bench.Processes;

/// <summary>The workflows that are measured. The settings of the Webhook stage are the defaults, with a
/// secret.</summary>
internal static class ProjectStages
{
    /// <summary>The Webhook stage, named as the editor names one.</summary>
    public const string Hook = "08960214-cb68-4109-ac75-33ed521e9cac";

    /// <summary>Start, Label, Webhook, Complete.</summary>
    public static JsonArray WithLabel(string sink) =>
    [
        Stage("Start", "Start", "Label"),
        Stage("Label", "Label", Hook),
        Webhook(sink + SinkPaths.Hook),
        Stage("Complete", "Complete"),
    ];

    /// <summary>Start, Webhook, Complete.</summary>
    public static JsonArray Straight(string sink, string path) =>
        [Stage("Start", "Start", Hook), Webhook(sink + path), Stage("Complete", "Complete")];

    private static JsonObject Webhook(string url)
    {
        var stage = Stage(Hook, "Webhook", "Complete");
        stage["name"] = "Webhook";
        stage["url"] = url;
        stage["secret"] = CeilingClient.Secret;

        return stage;
    }

    private static JsonObject Stage(string id, string type, params string[] next) => new()
    {
        ["id"] = id,
        ["type"] = type,
        ["name"] = id,
        ["position"] = new JsonObject(),
        ["next"] = new JsonArray([.. next.Select(stage => (JsonNode)stage)]),
    };
}
