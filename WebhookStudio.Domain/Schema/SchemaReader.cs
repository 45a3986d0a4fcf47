using System.Collections.Immutable;
using System.Text.Json;
using WebhookStudio.Domain.Json;

namespace WebhookStudio.Domain.Schema;

/// <summary>Reads one schema; remembers the identifiers it has met.</summary>
internal sealed class SchemaReader
{
    // The colours that tools get in turn when none is given.
    private static readonly string[] DefaultColors = ["#f44336", "#9c27b0", "#03a9f4"];

    private readonly Dictionary<string, string> _pathsOfIds = new(StringComparer.Ordinal);

    public CategorySchema Read(JsonElement schema)
    {
        if (schema.ValueKind is not JsonValueKind.Object)
        {
            throw new DomainRuleException(
                "schema.type", "A category schema is an object with the lists tools, classifications and relations.");
        }

        var root = new SchemaNode(PlainJson.WellFormed(schema), "");

        return new()
        {
            Tools = root.Items("tools", ReadTool),
            Classifications = ReadQuestions(root, 1),
            Relations = root.Items("relations", (relation, _) => ReadRelation(relation)),
            Others = root.Others("tools", "classifications", "relations"),
        };
    }

    private LabelTool ReadTool(SchemaNode node, int index) => new()
    {
        Title = node.Title(),
        Tool = node.Kind("shape", ToolKinds.Shapes),
        Required = node.Flag("required"),
        SchemaId = ReadId(node),
        OcrEnabled = node.Flag("ocrEnabled"),
        Classifications = ReadQuestions(node, 1),
        Multiple = node.Flag("multiple"),
        Color = node.Color() ?? DefaultColors[index % DefaultColors.Length],
        ShortcutKey = node.ShortcutKey(),
        Others = node.Others(
            "title", "tool", "required", "schemaId", "ocrEnabled", "classifications", "multiple", "color", "shortcutKey"),
    };

    private ImmutableArray<Classification> ReadQuestions(SchemaNode parent, int depth) =>
        parent.Items("classifications", (node, _) => ReadQuestion(node, depth));

    private Classification ReadQuestion(SchemaNode node, int depth)
    {
        if (depth > CategorySchemaJson.MaxDepth)
        {
            throw node.Refusal("depth", $"is nested too deep. {CategorySchemaJson.MaxDepth} levels are allowed.");
        }

        return new()
        {
            Title = node.Title(),
            Tool = node.Kind("question", ToolKinds.Questions),
            Required = node.Flag("required"),
            SchemaId = ReadId(node),
            FrameSpecific = node.Flag("frameSpecific"),
            Classifications = ReadQuestions(node, depth + 1),
            Multiple = node.Flag("multiple"),
            Options = node.Items("options", (option, _) => ReadOption(option)),
            Color = node.Color(),
            ShortcutKey = node.ShortcutKey(),
            ColumnField = node.Flag("columnField"),
            ShowDropdown = node.Flag("showDropdown"),
            RichText = node.Flag("richText"),
            Regex = node.Text("regex"),
            ParentOptionId = node.Text("parentOptionId"),
            TreeOptions = node.List("treeOptions"),
            Others = node.Others(
                "title", "tool", "required", "schemaId", "frameSpecific", "classifications", "multiple", "options", "color",
                "shortcutKey", "columnField", "showDropdown", "richText", "regex", "parentOptionId", "treeOptions"),
        };
    }

    private ClassificationOption ReadOption(SchemaNode node)
    {
        var value = node.Text("value");

        if (string.IsNullOrWhiteSpace(value))
        {
            throw node.Refusal("option", "value", "is missing. Give each option the text that is chosen.");
        }

        return new() { Value = value, SchemaId = ReadId(node), Others = node.Others("value", "schemaId") };
    }

    private Relation ReadRelation(SchemaNode node) => new()
    {
        SchemaId = ReadId(node),
        Tool = node.Kind("relation", ToolKinds.Relations),
        Title = node.Title(),
        Required = node.Flag("required"),
        Classifications = ReadQuestions(node, 1),
        Multiple = node.Flag("multiple"),
        Color = node.Color(),
        ShortcutKey = node.ShortcutKey(),
        Others = node.Others(
            "schemaId", "tool", "title", "required", "classifications", "multiple", "color", "shortcutKey"),
    };

    private string ReadId(SchemaNode node)
    {
        var id = node.Text("schemaId") is { Length: > 0 } given ? given : ShortId.New();

        if (!_pathsOfIds.TryAdd(id, node.Path))
        {
            throw node.Refusal("id", "schemaId", $"'{id}' is that of {_pathsOfIds[id]} too. Give each its own.");
        }

        return id;
    }
}
