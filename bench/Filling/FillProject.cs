using System.Net.Http.Json;
using System.Text.Json.Nodes;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Assets;

namespace WebhookStudio.Bench.Filling;

/// <summary>Makes the project that is going to be filled, through the public API, and the files that its assets share.</summary>
internal static class FillProject
{
    /// <summary>Makes the project: Start, Label, Webhook, a second Webhook, Complete.</summary>
    /// <param name="client">Sends the owner's key.</param>
    /// <param name="dataFolder">The data folder of the application.</param>
    /// <param name="pictures">A folder with PNG pictures.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<FillScene> CreateAsync(
        HttpClient client, string dataFolder, string pictures, CancellationToken cancellationToken)
    {
        var created = await PostAsync(client, "/v2/project", new() { ["name"] = FillNames.Project }, cancellationToken);
        var project = new Id<Project>(created["_id"]!.GetValue<string>());
        var changed = await PostAsync(
            client,
            $"/v2/project/{project}",
            new() { ["categorySchema"] = Schema(), ["stages"] = Stages() },
            cancellationToken);

        return new(project, changed["workflowVersion"]!.GetValue<int>(), CopyPictures(project, dataFolder, pictures));
    }

    private static async Task<JsonNode> PostAsync(
        HttpClient client, string path, JsonObject body, CancellationToken cancellationToken)
    {
        using var answer = await client.PostAsJsonAsync(path, body, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);

        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text)!["data"]!["project"]!
            : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
    }

    private static JsonObject Schema() => new()
    {
        ["tools"] = new JsonArray([.. FillNames.Pastries.Select((pastry, index) => (JsonNode)new JsonObject
        {
            ["title"] = pastry.Title,
            ["tool"] = "bounding-box",
            ["schemaId"] = pastry.SchemaId,
            ["color"] = pastry.Color,
            ["shortcutKey"] = $"{index + 1}",
        })]),
        ["classifications"] = new JsonArray(new JsonObject
        {
            ["title"] = "Bake level",
            ["tool"] = "radio",
            ["required"] = true,
            ["schemaId"] = FillNames.BakeLevel,
            ["options"] = new JsonArray([.. FillNames.BakeLevels.Select(
                level => (JsonNode)new JsonObject { ["value"] = level.Value, ["schemaId"] = level.SchemaId })]),
        }),
    };

    private static JsonArray Stages() =>
    [
        Stage("Start", "Start", "Start", "Label"),
        Stage("Label", "Label", "Label", FillNames.Hook),
        Webhook(FillNames.Hook, FillNames.HookName, FillNames.HookUrl, FillNames.Archive),
        Webhook(FillNames.Archive, FillNames.ArchiveName, FillNames.ArchiveUrl, "Complete"),
        Stage("Complete", "Complete", "Complete"),
    ];

    private static JsonObject Webhook(string id, string name, string url, string next)
    {
        var stage = Stage(id, "Webhook", name, next);
        stage["url"] = url;
        stage["secret"] = "kouign-amann-kouign-amann";

        return stage;
    }

    private static JsonObject Stage(string id, string type, string name, params string[] next) => new()
    {
        ["id"] = id,
        ["type"] = type,
        ["name"] = name,
        ["position"] = new JsonObject(),
        ["next"] = new JsonArray([.. next.Select(stage => (JsonNode)stage)]),
    };

    private static List<string> CopyPictures(Id<Project> project, string dataFolder, string pictures)
    {
        var folder = Directory.CreateDirectory(Path.Combine(dataFolder, "files", project.Value)).FullName;
        var paths = new List<string>();

        foreach (var picture in Directory.GetFiles(pictures, "*.png").Order(StringComparer.Ordinal))
        {
            var name = AssetFileName.New(project, picture);
            File.Copy(picture, Path.Combine(folder, name.Name));
            paths.Add(name.Path);
        }

        return paths;
    }
}
