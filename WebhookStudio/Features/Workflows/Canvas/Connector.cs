using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>A connector, by the output at which it begins.</summary>
/// <param name="From">The stage.</param>
/// <param name="Output">Its output.</param>
public readonly record struct Connector(StageId From, StageOutput Output);
