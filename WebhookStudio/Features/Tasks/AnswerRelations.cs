using System.Collections.Immutable;
using System.Text.Json;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Features.Tasks;

/// <summary>Reads the relations between the objects of an answer; they are kept as they were given.</summary>
internal static class AnswerRelations
{
    public static ImmutableArray<JsonElement> Read(
        JsonElement? list, CategorySchema schema, ImmutableArray<Annotation> objects)
    {
        if (list is null)
        {
            return [];
        }

        var ids = objects.Select(annotation => annotation.ObjectId).ToHashSet();
        var read = ImmutableArray.CreateBuilder<JsonElement>();

        foreach (var (item, place) in list.Value.Objects("relations"))
        {
            if (item.Text("schemaId", place) is { } id && schema.Relations.All(relation => relation.SchemaId != id))
            {
                throw AnswerRefusal.Of("relation_unknown", place, $"the schema has no relation with the schemaId '{id}'.");
            }

            foreach (var end in Ends(item, place).Where(end => !ids.Contains(end)))
            {
                throw AnswerRefusal.Of("relation_end", place, $"there is no object with the objectId '{end}'.");
            }

            read.Add(item.Clone());
        }

        return read.ToImmutable();
    }

    private static IEnumerable<string> Ends(JsonElement item, string place)
    {
        foreach (var end in new[] { item.Text("from", place), item.Text("to", place) }.OfType<string>())
        {
            yield return end;
        }

        foreach (var member in (item.List("group", place) ?? default) is { ValueKind: JsonValueKind.Array } group
            ? group.EnumerateArray()
            : [])
        {
            yield return member.ValueKind is JsonValueKind.String
                ? member.GetString()!
                : throw AnswerRefusal.Of("format", place, "'group' must be a list of objectIds.");
        }
    }
}
