using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Json;

/// <summary>What the dialog for JSON shows.</summary>
/// <param name="ProjectName">Names the file.</param>
/// <param name="Draft">The workflow as it is edited.</param>
/// <param name="Live">The live one.</param>
/// <param name="Changes">How many of its changes are not live.</param>
public sealed record StagesDialogSource(string ProjectName, Workflow Draft, Workflow Live, int Changes);
