using System.Text.Json;
using System.Text.Json.Nodes;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Workflows;

/// <summary>The dialect's <c>stages</c> array: the workflow as the API reads and writes it.</summary>
/// <remarks>
/// An array that is read replaces the workflow. A setting that a stage leaves out keeps the value that the stage with the
/// same id has, so that what is write-only (secret, token, values of headers) need not be sent again.
/// </remarks>
internal static class StagesJson
{
    /// <summary>The most stages a workflow may have.</summary>
    public const int MaxStages = 200;

    /// <summary>Reads an array. Whether the workflow can run is checked elsewhere (<see cref="WorkflowCheck"/>).</summary>
    /// <param name="stages">The array.</param>
    /// <param name="stored">The live workflow.</param>
    /// <param name="sealing">Seals what is secret.</param>
    /// <exception cref="Domain.DomainRuleException">The message names stage and property.</exception>
    public static Workflow Read(JsonElement stages, Workflow stored, StageSealing sealing)
    {
        if (stages.ValueKind is not JsonValueKind.Array)
        {
            throw new Domain.DomainRuleException(JsonFields.Code, "stages must be a list of stages.");
        }

        if (stages.GetArrayLength() > MaxStages)
        {
            throw new Domain.DomainRuleException(JsonFields.Code, $"stages: a workflow has at most {MaxStages} stages.");
        }

        var read = stages.EnumerateArray()
            .Select((stage, index) => StageReader.Read(stage, index, stored, sealing))
            .ToList();

        return StagePlaces.Fill(read);
    }

    public static JsonArray Write(Workflow workflow) => [.. workflow.Stages.Select(Write)];

    private static JsonObject Write(Stage stage)
    {
        var json = new JsonObject
        {
            ["id"] = stage.Id.Value,
            ["type"] = stage.Kind.ToString(),
            ["name"] = stage.Name,
            ["position"] = new JsonObject { ["x"] = stage.Position.X, ["y"] = stage.Position.Y },
            ["next"] = new JsonArray([.. stage.Next.Select(next => (JsonNode?)next?.Value)]),
        };

        switch (stage.Settings)
        {
            case StartStageSettings start:
                json["autoForward"] = start.AutoForward;
                break;
            case LabelStageSettings label:
                json["assignedTo"] = new JsonArray([.. label.AssignedTo.Select(email => (JsonNode?)email)]);
                break;
            case ReviewStageSettings review:
                json["assignedTo"] = new JsonArray([.. review.AssignedTo.Select(email => (JsonNode?)email)]);
                json["readOnly"] = review.ReadOnly;
                break;
            case LogicStageSettings logic:
                json["logic"] = LogicJson.Write(logic);
                break;
            case WebhookStageSettings webhook:
                WebhookJson.Write(webhook, json);
                break;
            case CompleteStageSettings complete:
                json["preventRequeue"] = complete.PreventRequeue;
                break;
        }

        return json;
    }
}
