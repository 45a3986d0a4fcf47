using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Domain.Documents;

/// <summary>Everything that the documents about a task are made of.</summary>
/// <param name="Project">The project, with its schema and workflow.</param>
/// <param name="Asset">The asset.</param>
/// <param name="AssetUrl">The address under which a receiver can fetch the asset.</param>
/// <param name="Batches">The asset's batches, in its order.</param>
/// <param name="Task">The task, in the stage that the document speaks of.</param>
/// <param name="Visits">The stages it has left, oldest first.</param>
public sealed record DocumentSource(
    Project Project,
    Asset Asset,
    string AssetUrl,
    IReadOnlyList<Batch> Batches,
    LabelTask Task,
    IReadOnlyList<StageVisit> Visits);
