using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WebhookStudio.Domain.Schema;

/// <summary>What can be drawn on an asset and asked about it.</summary>
/// <remarks>
/// The JSON form is the category schema of the Ango Hub dialect, in the key order of its webhooks. Keys that are not known
/// here are kept and written last.
/// </remarks>
public sealed record CategorySchema
{
    public static CategorySchema Empty { get; } = new();

    [JsonPropertyName("tools"), JsonPropertyOrder(0)]
    public ImmutableArray<LabelTool> Tools { get; init; } = [];

    [JsonPropertyName("classifications"), JsonPropertyOrder(1)]
    public ImmutableArray<Classification> Classifications { get; init; } = [];

    [JsonPropertyName("relations"), JsonPropertyOrder(2)]
    public ImmutableArray<Relation> Relations { get; init; } = [];

    /// <summary>Finds the tool that a drawn object belongs to.</summary>
    public LabelTool? FindTool(string schemaId) => Tools.FirstOrDefault(tool => tool.SchemaId == schemaId);

    /// <summary>Gets keys of the schema that are not known here; written last.</summary>
    [JsonExtensionData, JsonPropertyOrder(99)]
    public IDictionary<string, JsonElement>? Others { get; init; }

    /// <summary>Lists the titles of everything that can be labeled, nested questions too, by <c>schemaId</c> and in the order of
    /// the schema.</summary>
    public IReadOnlyDictionary<string, string> Titles()
    {
        var titles = new Dictionary<string, string>();

        foreach (var tool in Tools)
        {
            titles.TryAdd(tool.SchemaId, tool.Title);
            AddTitles(tool.Classifications, titles);
        }

        AddTitles(Classifications, titles);

        foreach (var relation in Relations)
        {
            titles.TryAdd(relation.SchemaId, relation.Title);
            AddTitles(relation.Classifications, titles);
        }

        return titles;
    }

    /// <summary>Finds a question anywhere: of the asset, of a tool or relation, or nested in another question.</summary>
    public Classification? FindClassification(string schemaId) =>
        Classification.Find(Classifications, schemaId)
        ?? Tools.Select(tool => Classification.Find(tool.Classifications, schemaId)).FirstOrDefault(found => found is not null)
        ?? Relations.Select(relation => Classification.Find(relation.Classifications, schemaId))
            .FirstOrDefault(found => found is not null);

    private static void AddTitles(ImmutableArray<Classification> questions, Dictionary<string, string> titles)
    {
        foreach (var question in questions)
        {
            titles.TryAdd(question.SchemaId, question.Title);
            AddTitles(question.Classifications, titles);
        }
    }
}

/// <summary>A class of objects that can be drawn, such as "Croissant" with the bounding box.</summary>
public sealed record LabelTool
{
    [JsonPropertyName("title"), JsonPropertyOrder(0)]
    public string Title { get; init; } = "";

    /// <summary>Gets the kind of shape: <c>bounding-box</c>, <c>polygon</c>, ... (see <see cref="ToolKinds"/>).</summary>
    [JsonPropertyName("tool"), JsonPropertyOrder(1)]
    public string Tool { get; init; } = ToolKinds.BoundingBox;

    [JsonPropertyName("required"), JsonPropertyOrder(2)]
    public bool Required { get; init; }

    [JsonPropertyName("schemaId"), JsonPropertyOrder(3)]
    public string SchemaId { get; init; } = "";

    [JsonPropertyName("ocrEnabled"), JsonPropertyOrder(4)]
    public bool OcrEnabled { get; init; }

    [JsonPropertyName("classifications"), JsonPropertyOrder(5)]
    public ImmutableArray<Classification> Classifications { get; init; } = [];

    [JsonPropertyName("multiple"), JsonPropertyOrder(6)]
    public bool Multiple { get; init; }

    /// <summary>Gets the colour as <c>#rrggbb</c>.</summary>
    [JsonPropertyName("color"), JsonPropertyOrder(7)]
    public string Color { get; init; } = "#f44336";

    [JsonPropertyName("shortcutKey"), JsonPropertyOrder(8)]
    public string? ShortcutKey { get; init; }

    [JsonExtensionData, JsonPropertyOrder(99)]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

/// <summary>A question about an asset or about a drawn object.</summary>
public sealed record Classification
{
    [JsonPropertyName("title"), JsonPropertyOrder(0)]
    public string Title { get; init; } = "";

    /// <summary>Gets the kind: <c>radio</c>, <c>checkbox</c>, <c>text</c>, ... (see <see cref="ToolKinds"/>).</summary>
    [JsonPropertyName("tool"), JsonPropertyOrder(1)]
    public string Tool { get; init; } = ToolKinds.Radio;

    [JsonPropertyName("required"), JsonPropertyOrder(2)]
    public bool Required { get; init; }

    [JsonPropertyName("schemaId"), JsonPropertyOrder(3)]
    public string SchemaId { get; init; } = "";

    [JsonPropertyName("frameSpecific"), JsonPropertyOrder(4)]
    public bool FrameSpecific { get; init; }

    [JsonPropertyName("classifications"), JsonPropertyOrder(5)]
    public ImmutableArray<Classification> Classifications { get; init; } = [];

    [JsonPropertyName("multiple"), JsonPropertyOrder(6)]
    public bool Multiple { get; init; }

    [JsonPropertyName("options"), JsonPropertyOrder(7)]
    public ImmutableArray<ClassificationOption> Options { get; init; } = [];

    [JsonPropertyName("color"), JsonPropertyOrder(8)]
    public string? Color { get; init; }

    [JsonPropertyName("shortcutKey"), JsonPropertyOrder(9)]
    public string? ShortcutKey { get; init; }

    [JsonPropertyName("columnField"), JsonPropertyOrder(10)]
    public bool ColumnField { get; init; }

    [JsonPropertyName("showDropdown"), JsonPropertyOrder(11)]
    public bool ShowDropdown { get; init; }

    [JsonPropertyName("richText"), JsonPropertyOrder(12)]
    public bool RichText { get; init; }

    [JsonPropertyName("regex"), JsonPropertyOrder(13)]
    public string? Regex { get; init; }

    /// <summary>Gets the option of the parent question that reveals this one, or <see langword="null"/>.</summary>
    [JsonPropertyName("parentOptionId"), JsonPropertyOrder(14)]
    public string? ParentOptionId { get; init; }

    [JsonPropertyName("treeOptions"), JsonPropertyOrder(15)]
    public ImmutableArray<JsonElement> TreeOptions { get; init; } = [];

    [JsonExtensionData, JsonPropertyOrder(99)]
    public IDictionary<string, JsonElement>? Others { get; init; }

    /// <summary>Finds the option that a stored answer names.</summary>
    public ClassificationOption? FindOption(string optionId) => Options.FirstOrDefault(option => option.SchemaId == optionId);

    /// <summary>Finds a question among some and those nested in them.</summary>
    internal static Classification? Find(ImmutableArray<Classification> questions, string schemaId)
    {
        foreach (var question in questions)
        {
            if ((question.SchemaId == schemaId ? question : Find(question.Classifications, schemaId)) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}

/// <summary>One of the answers a question offers.</summary>
public sealed record ClassificationOption
{
    [JsonPropertyName("value"), JsonPropertyOrder(0)]
    public string Value { get; init; } = "";

    [JsonPropertyName("schemaId"), JsonPropertyOrder(1)]
    public string SchemaId { get; init; } = "";

    [JsonExtensionData, JsonPropertyOrder(99)]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

/// <summary>A relation that can be drawn between objects.</summary>
public sealed record Relation
{
    [JsonPropertyName("schemaId"), JsonPropertyOrder(0)]
    public string SchemaId { get; init; } = "";

    /// <summary>Gets <c>one-to-one</c> or <c>group</c>.</summary>
    [JsonPropertyName("tool"), JsonPropertyOrder(1)]
    public string Tool { get; init; } = "one-to-one";

    [JsonPropertyName("title"), JsonPropertyOrder(2)]
    public string Title { get; init; } = "";

    [JsonPropertyName("required"), JsonPropertyOrder(3)]
    public bool Required { get; init; }

    [JsonPropertyName("classifications"), JsonPropertyOrder(4)]
    public ImmutableArray<Classification> Classifications { get; init; } = [];

    [JsonPropertyName("multiple"), JsonPropertyOrder(5)]
    public bool Multiple { get; init; }

    [JsonPropertyName("color"), JsonPropertyOrder(6)]
    public string? Color { get; init; }

    [JsonPropertyName("shortcutKey"), JsonPropertyOrder(7)]
    public string? ShortcutKey { get; init; }

    [JsonExtensionData, JsonPropertyOrder(99)]
    public IDictionary<string, JsonElement>? Others { get; init; }
}
