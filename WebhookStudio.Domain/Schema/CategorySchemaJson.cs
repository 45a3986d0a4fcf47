using System.Text.Json;
using WebhookStudio.Domain.Json;

namespace WebhookStudio.Domain.Schema;

/// <summary>Reads and writes the JSON form of a category schema. Nothing else knows its rules.</summary>
public static class CategorySchemaJson
{
    /// <summary>How deep questions may be nested in questions.</summary>
    public const int MaxDepth = 10;

    private static readonly JsonSerializerOptions Options = new() { Encoder = PlainJsonEncoder.Instance };

    /// <summary>Reads a schema and checks it.</summary>
    /// <remarks>
    /// What is missing gets the dialect's default: a new <c>schemaId</c>, an empty list, <see langword="false"/>, a colour for
    /// a tool. Titles and kinds must be there; a title may be empty. Keys that are not known are kept.
    /// </remarks>
    /// <exception cref="DomainRuleException">Code <c>schema.*</c>; the message begins with the path of what is wrong, such as
    /// <c>tools[2].tool</c>.</exception>
    public static CategorySchema Parse(JsonElement schema) => new SchemaReader().Read(schema);

    /// <summary>Writes every key of the dialect in its order, then the keys that are not known.</summary>
    /// <param name="writer">Made with <see cref="PlainJson.WriterOptions"/>, so that text stays as it is.</param>
    /// <param name="schema">The schema.</param>
    public static void Write(Utf8JsonWriter writer, CategorySchema schema) =>
        JsonSerializer.Serialize(writer, schema, Options);
}
