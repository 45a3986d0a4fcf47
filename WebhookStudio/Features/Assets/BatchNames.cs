using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;

namespace WebhookStudio.Features.Assets;

/// <summary>Finds batches by what programs call them: their identifier, or their name.</summary>
internal static class BatchNames
{
    /// <returns>The batch, or <see langword="null"/> if there is no such one.</returns>
    public static Batch? Find(this IReadOnlyCollection<Batch> batches, string text) =>
        batches.FirstOrDefault(batch => batch.Id.Value == text)
        ?? batches.FirstOrDefault(batch => batch.Name == text.Trim());

    /// <summary>Finds the batch of each text.</summary>
    /// <exception cref="DomainRuleException">A text is neither.</exception>
    public static List<Id<Batch>> FindAll(this IReadOnlyCollection<Batch> batches, IEnumerable<string> texts) =>
    [
        .. texts.Select(text => batches.Find(text)?.Id
            ?? throw new DomainRuleException(
                "batch.unknown", $"Invalid batch: {text}. Give the id or the name of a batch of the project.")),
    ];
}
