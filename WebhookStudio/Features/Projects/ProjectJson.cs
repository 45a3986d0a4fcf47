using System.Text.Json;
using System.Text.Json.Nodes;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Json;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Features.Api;
using WebhookStudio.Features.Workflows;

namespace WebhookStudio.Features.Projects;

/// <summary>Projects in the shape of the dialect.</summary>
internal static class ProjectJson
{
    public static JsonObject Write(ProjectDetails details)
    {
        var project = details.Project;

        return new()
        {
            ["_id"] = project.Id.Value,
            ["name"] = project.Name,
            ["description"] = project.Description,
            ["type"] = "ango",
            ["owner"] = project.Owner,
            ["organization"] = null,
            ["categorySchema"] = Write(project.Schema),
            ["stages"] = StagesJson.Write(project.Workflow),
            ["workflowVersion"] = project.WorkflowVersion,
            ["assignedTo"] = new JsonArray(),
            ["batches"] = new JsonArray([.. details.Batches.Select(Write)]),
            ["queueVersion"] = 2,
            ["assetCount"] = details.Assets,
            ["benchmarkEnabled"] = false,
            ["deleted"] = false,
            ["createdAt"] = ApiJson.Instant(project.CreatedAt),
            ["updatedAt"] = ApiJson.Instant(project.UpdatedAt),
        };
    }

    public static JsonObject Write(ProjectLine line) => new()
    {
        ["_id"] = line.Id.Value,
        ["name"] = line.Name,
        ["description"] = line.Description,
        ["organization"] = null,
        ["createdAt"] = ApiJson.Instant(line.CreatedAt),
    };

    private static JsonNode? Write(CategorySchema schema) =>
        JsonNode.Parse(PlainJson.Write((Utf8JsonWriter writer) => CategorySchemaJson.Write(writer, schema)));

    private static JsonObject Write(Batch batch) => new() { ["_id"] = batch.Id.Value, ["name"] = batch.Name };
}
