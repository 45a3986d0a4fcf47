using System.Text.Json.Nodes;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Api;
using WebhookStudio.Features.Projects;

namespace WebhookStudio.Features.Workflows;

/// <summary>The live state of the Webhook stages in the API.</summary>
internal static class StageHealthEndpoints
{
    public static void Map(IEndpointRouteBuilder managers) => managers.MapGet("/project/{id}/stageHealth", GetAsync);

    private static async Task<IResult> GetAsync(
        string id,
        ProjectLookup projects,
        IStageCounters counters,
        IStageHealthReader reader,
        CancellationToken cancellationToken)
    {
        var project = await projects.GetAsync(id, cancellationToken);
        var counts = await counters.CountAsync(project.Id, cancellationToken);
        var health = await reader.ReadAsync(project.Id, project.Workflow, cancellationToken);
        var stages = project.Workflow.Stages.Where(stage => stage.Kind is StageKind.Webhook).Select(stage => Write(
            stage, counts.GetValueOrDefault(stage.Id, StageCount.None), health.GetValueOrDefault(stage.Id, StageHealth.Fine)));

        return ApiJson.Success(new { stages });
    }

    private static JsonObject Write(Stage stage, StageCount count, StageHealth health) => new()
    {
        ["stageId"] = stage.Id.Value,
        ["stageName"] = stage.Name,
        ["pending"] = count.Pending,
        ["sending"] = count.Sending - count.Pending,
        ["retrying"] = count.Retrying,
        ["held"] = count.Held,
        ["circuit"] = health.Circuit is { } circuit ? Write(circuit) : null,
        ["blocked"] = health.Blocked is { } blocked ? Write(blocked) : null,
    };

    private static JsonObject Write(OpenCircuit circuit) => new()
    {
        ["cause"] = circuit.Cause.Word,
        ["since"] = ApiJson.Instant(circuit.Since),
        ["nextProbe"] = ApiJson.Instant(circuit.ProbeAt),
        ["probes"] = circuit.Probes,
    };

    private static JsonObject Write(OrderBlock blocked) => new()
    {
        ["waiting"] = blocked.Waiting,
        ["held"] = blocked.Held,
        ["externalId"] = blocked.First,
    };
}
