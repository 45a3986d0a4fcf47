using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Features.Tasks;

/// <summary>Reads the drawn objects of an answer.</summary>
internal static class AnswerObjects
{
    /// <summary>The largest object, in bytes of JSON.</summary>
    public const int MaxBytes = 256 * 1024;

    private const int IdMaxLength = 64;

    public static ImmutableArray<Annotation> Read(JsonElement? list, string name, AnswerContext context)
    {
        if (list is null)
        {
            return [];
        }

        var before = context.Previous.Tools.ToDictionary(annotation => annotation.ObjectId);
        var taken = new HashSet<string>();
        var read = ImmutableArray.CreateBuilder<Annotation>();

        foreach (var (item, place) in list.Value.Objects(name))
        {
            var annotation = ReadOne(item, place, context, before);

            if (!taken.Add(annotation.ObjectId))
            {
                throw AnswerRefusal.Of(
                    "object_twice", place, $"another object has the objectId '{annotation.ObjectId}'. Give each its own.");
            }

            read.Add(annotation);
        }

        return read.ToImmutable();
    }

    private static Annotation ReadOne(
        JsonElement item, string place, AnswerContext context, Dictionary<string, Annotation> before)
    {
        if (Encoding.UTF8.GetByteCount(item.GetRawText()) > MaxBytes)
        {
            throw AnswerRefusal.Of("object_size", place, $"an object may have at most {MaxBytes / 1024} KB of JSON.");
        }

        var tool = FindTool(item, place, context.Schema);
        var id = ReadId(item, place);
        var drawn = new Annotation
        {
            ObjectId = id,
            SchemaId = tool.SchemaId,
            Kind = tool.Tool,
            Geometry = AnswerGeometry.Read(item, tool, place),
            Classifications = AnswerQuestions.Read(
                item.List("classifications", place), $"{place}.classifications", tool.Classifications),
            Metadata = new() { CreatedAt = context.Now, CreatedBy = context.By, CreatedIn = context.StageName },
            Page = ReadPage(item, place),
            Lock = ReadLock(item, place),
        };

        return before.TryGetValue(id, out var old) ? Continue(old, drawn, context) : drawn;
    }

    private static Annotation Continue(Annotation old, Annotation drawn, AnswerContext context)
    {
        var same = old.SchemaId == drawn.SchemaId
            && old.Page == drawn.Page
            && JsonElement.DeepEquals(old.Geometry, drawn.Geometry)
            && AnswerQuestions.Same(old.Classifications, drawn.Classifications);

        return drawn with
        {
            Geometry = same ? old.Geometry : drawn.Geometry,
            Metadata = same ? old.Metadata : old.Metadata with { UpdatedAt = context.Now, UpdatedBy = context.By },
        };
    }

    private static LabelTool FindTool(JsonElement item, string place, CategorySchema schema)
    {
        if (item.Text("schemaId", place) is { } id)
        {
            return schema.FindTool(id) ?? throw AnswerRefusal.Of(
                "tool_unknown", place, $"the schema has no tool with the schemaId '{id}'.");
        }

        var title = item.Text("title", place) ?? throw AnswerRefusal.Of(
            "tool_unknown", place, "it needs the 'schemaId' of its tool, or a 'title'.");
        var named = schema.Tools.Where(tool => tool.Title == title).ToList();

        return named.Count switch
        {
            1 => named[0],
            0 => throw AnswerRefusal.Of(
                "tool_unknown", place,
                $"the schema has no tool titled '{title}'. It has: {AnswerRefusal.Names(schema.Tools.Select(t => t.Title))}."),
            _ => throw AnswerRefusal.Of(
                "tool_ambiguous", place, $"{named.Count} tools are titled '{title}'. Give the 'schemaId' instead."),
        };
    }

    private static string ReadId(JsonElement item, string place) => item.Text("objectId", place) switch
    {
        null => ShortId.New(),
        { Length: > 0 and <= IdMaxLength } id => id,
        _ => throw AnswerRefusal.Of("object_id", place, $"'objectId' must have 1 to {IdMaxLength} characters."),
    };

    private static int? ReadPage(JsonElement item, string place) => item.Member("page") switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var page) && page >= 0 => page,
        _ => throw AnswerRefusal.Of("format", place, "'page' must be a whole number, zero or more."),
    };

    private static bool ReadLock(JsonElement item, string place) => item.Member("lock") switch
    {
        null => false,
        { ValueKind: JsonValueKind.True or JsonValueKind.False } value => value.GetBoolean(),
        _ => throw AnswerRefusal.Of("format", place, "'lock' must be true or false."),
    };
}
