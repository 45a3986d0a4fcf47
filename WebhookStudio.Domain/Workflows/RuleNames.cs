namespace WebhookStudio.Domain.Workflows;

/// <summary>What the project calls the things that rules name by identifier.</summary>
/// <param name="Classes">The titles of classes and questions, by <c>schemaId</c>.</param>
/// <param name="Batches">The names of batches, by identifier.</param>
public sealed record RuleNames(IReadOnlyDictionary<string, string> Classes, IReadOnlyDictionary<string, string> Batches)
{
    /// <summary>Gets the names of a project that has neither classes nor batches.</summary>
    public static RuleNames None { get; } =
        new(new Dictionary<string, string>(), new Dictionary<string, string>());

    public string Class(string id) => Classes.GetValueOrDefault(id) ?? "class " + Short(id);

    public string Batch(string id) => Batches.GetValueOrDefault(id) ?? "batch " + Short(id);

    private static string Short(string id) => id.Length <= 8 ? id : id[..8];
}
