using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;

namespace WebhookStudio.Features.Samples;

/// <summary>A batch of the sample project.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Name">Its name.</param>
/// <param name="Takes">Whether the picture with a number, from 1, is in it.</param>
internal sealed record SampleBatch(Id<Batch> Id, string Name, Func<int, SamplePicture, bool> Takes)
{
    /// <summary>Makes the batches. Two of them overlap, and one name is not ASCII, as in real projects.</summary>
    public static IReadOnlyList<SampleBatch> All(DateTimeOffset now) =>
    [
        new(Id<Batch>.New(now), "batch-1", (number, _) => number <= 6),
        new(Id<Batch>.New(now), "batch-2", (number, _) => number >= 5),
        new(Id<Batch>.New(now), "Le Croissànt", (_, picture) => picture.Shows("Croissant")),
    ];
}
