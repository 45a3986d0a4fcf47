using Microsoft.AspNetCore.Http.HttpResults;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Access;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Gives previews of payloads to the browser, which shows them without the circuit, and the schema of payloads.</summary>
internal static class PreviewEndpoints
{
    private const string SchemaName = "webhook.schema.json";

    /// <summary>Where the schema is.</summary>
    public const string SchemaUrl = $"/schemas/{SchemaName}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/projects/{projectId}/stages/{stageId}/preview", PreviewAsync)
            .RequireAuthorization(StudioPolicies.Manager);
        routes.MapGet(SchemaUrl, () => TypedResults.File(WebhookDocumentSchema.Json, "application/schema+json", SchemaName))
            .RequireAuthorization();
    }

    /// <summary>Writes where the preview of a stage is, saved or not.</summary>
    public static string Url(Id<Project> project, Stage stage, TaskChoice choice)
    {
        var query = QueryString.Create("name", stage.Name);
        query = choice.Task is { } task ? query.Add("task", task.Value) : query;
        query = choice.IsSample ? query.Add("sample", "true") : query;

        return $"/projects/{project}/stages/{stage.Id}/preview{query}";
    }

    private static async Task<Results<FileContentHttpResult, NotFound, BadRequest<string>>> PreviewAsync(
        Id<Project> projectId, StageId stageId, [AsParameters] PreviewQuery query, IPayloadPreviews previews,
        CancellationToken cancellationToken)
    {
        // The document knows of the stage its identifier and its name alone.
        var stage = new Stage { Id = stageId, Name = query.Name ?? stageId.Value, Settings = new WebhookStageSettings() };

        try
        {
            var preview = await previews.ComposeAsync(projectId, stage, query.Choice, cancellationToken);

            return preview is null ? TypedResults.NotFound() : TypedResults.File(preview.Body, "application/json");
        }
        catch (DomainRuleException refusal)
        {
            return TypedResults.BadRequest(refusal.Message);
        }
    }

    /// <summary>What is asked for in the address.</summary>
    /// <param name="Name">The name of the stage as edited.</param>
    /// <param name="Task">The task.</param>
    /// <param name="Sample">Whether it is the sample.</param>
    internal sealed record PreviewQuery(string? Name, string? Task, bool Sample = false)
    {
        public TaskChoice Choice => new(Task is null ? null : new Id<LabelTask>(Task), Sample);
    }
}
