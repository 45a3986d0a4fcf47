using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Names a stage among those of all projects: stage identifiers are unique only within theirs.</summary>
internal readonly record struct StageKey(Id<Project> Project, StageId Stage);
