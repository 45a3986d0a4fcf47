using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Tasks;
using static WebhookStudio.Tests.Domain.Documents.SeedSample;

namespace WebhookStudio.Tests.Domain.Documents;

/// <summary>The published schema accepts every document that is written, and nothing that looks otherwise.</summary>
public class WebhookDocumentSchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(System.Text.Encoding.UTF8.GetString(WebhookDocumentSchema.Json));

    /// <summary>Gets every key that a receiver can rely on, by the path to the object that has it.</summary>
    public static TheoryData<string, string> KeyPaths
    {
        get
        {
            var keys = new TheoryData<string, string>();

            foreach (var (path, key) in KeysOf(JsonNode.Parse(Golden)!, "$"))
            {
                keys.Add(path, key);
            }

            return keys;
        }
    }

    [Fact]
    public void Golden_SeedSample_Fits() => AssertFits(JsonNode.Parse(Golden));

    [Fact]
    public void Document_Written_Fits() => AssertFits(Document(Source()));

    [Fact]
    public void Document_WithEveryKindOfAnswer_Fits()
    {
        var questions = ToolKinds.Questions.Select((kind, index) => new Classification { Title = kind, Tool = kind, SchemaId = $"q{index}" });
        var answers = ToolKinds.Questions.Select((kind, index) => new ClassificationAnswer
        {
            SchemaId = $"q{index}",
            Kind = kind,
            Answer = ["one"],
            Classifications = [new() { SchemaId = "nested", Kind = ToolKinds.Text, Answer = ["two"] }],
        });
        var drawn = ToolKinds.Shapes.Select(kind => Box with { Kind = kind, Lock = true, Page = 2 });
        var edited = Box with { Metadata = Box.Metadata with { UpdatedAt = At("2025-02-07T00:00:00Z"), UpdatedBy = Labeler } };
        var answer = new TaskAnswer
        {
            Tools = [.. drawn, edited],
            Classifications = [.. answers],
            Relations = [Read("""{"schemaId":"r1","tool":"one-to-one"}""")],
            BrushDataUrl = "https://pictures.example/brush.png",
        };

        AssertFits(Document(Source(answer, SampleSchema with { Classifications = [.. questions] })));
    }

    [Fact]
    public void Document_WithoutBatchesAndHistory_Fits() => AssertFits(Document(Source() with { Batches = [], Visits = [] }));

    [Fact]
    public void Document_WithTextOfAllKinds_Fits()
    {
        var batch = new Batch { Id = new("651521e299f4bf0015872c91"), ProjectId = Source().Project.Id, Name = "Le Croissànt 🥐" };

        AssertFits(Document(Source() with { Batches = [batch] }));
    }

    [Theory]
    [MemberData(nameof(KeyPaths))]
    public void Document_WithoutAKey_DoesNotFit(string path, string key)
    {
        var document = JsonNode.Parse(Golden)!;
        ObjectAt(document, path).Remove(key);

        Assert.False(Fits(document), $"{path} without {key} fits.");
    }

    [Theory]
    [InlineData("$")]
    [InlineData("$.task")]
    [InlineData("$.task.tools[0]")]
    [InlineData("$.task.tools[0].metadata")]
    [InlineData("$.task.stageHistory[1]")]
    public void Document_WithAKeyMore_DoesNotFit(string path)
    {
        var document = JsonNode.Parse(Golden)!;
        ObjectAt(document, path)["surprise"] = 1;

        Assert.False(Fits(document));
    }

    [Theory]
    [InlineData("$", "projectId", "\"short\"")]
    [InlineData("$", "batches", "[\"batch-1\"]")]
    [InlineData("$", "metadata", "null")]
    [InlineData("$.task", "duration", "-1")]
    [InlineData("$.task", "updatedAt", "\"2025-02-06 10:13:28\"")]
    [InlineData("$.task", "type", "\"consensus\"")]
    [InlineData("$.task", "tools", "{}")]
    [InlineData("$.categorySchema.tools[0]", "tool", "\"hexagon\"")]
    public void Document_WithAnotherValue_DoesNotFit(string path, string key, string value)
    {
        var document = JsonNode.Parse(Golden)!;
        ObjectAt(document, path)[key] = JsonNode.Parse(value);

        Assert.False(Fits(document));
    }

    [Fact]
    public void Export_OfTheSameTask_DoesNotFit() => Assert.False(Fits(JsonNode.Parse(Export(Source()).GetRawText())));

    [Fact]
    public void Kinds_InTheSchema_AreThoseOfTheDomain()
    {
        var parts = JsonNode.Parse(WebhookDocumentSchema.Json)!["$defs"]!;

        Assert.Equal(ToolKinds.Shapes, Enum(parts["tool"]!["properties"]!["tool"]!));
        Assert.Equal(ToolKinds.Questions, Enum(parts["answer"]!["properties"]!["tool"]!));
        Assert.Equal(ToolKinds.Questions.Where(ToolKinds.TakesMany), Enum(parts["answer"]!["if"]!["properties"]!["tool"]!));
        Assert.Equal($"^({string.Join('|', ToolKinds.Shapes)})$", Assert.Single(parts["annotation"]!["patternProperties"]!.AsObject()).Key);
    }

    private static IEnumerable<string> Enum(JsonNode part) => part["enum"]!.AsArray().Select(value => value!.GetValue<string>());

    private static JsonNode? Document(DocumentSource source) => JsonNode.Parse(WebhookDocument.Write(source, WebhookStage));

    private static bool Fits(JsonNode? document) =>
        Schema.Evaluate(JsonSerializer.SerializeToElement(document)).IsValid;

    private static void AssertFits(JsonNode? document)
    {
        var result = Schema.Evaluate(JsonSerializer.SerializeToElement(document), new() { OutputFormat = OutputFormat.List });
        var errors = result.Details.Where(detail => detail.HasErrors)
            .SelectMany(detail => detail.Errors!.Values.Select(error => $"{detail.InstanceLocation}: {error}"));

        Assert.True(result.IsValid, string.Join('\n', errors));
    }

    private static JsonObject ObjectAt(JsonNode document, string path) =>
        (path == "$" ? document : KeyedObjects(document, "$").Single(pair => pair.Path == path).Object).AsObject();

    // An entry of the history may have more or fewer keys; the keys of the first one are those that all have.
    private static IEnumerable<(string Path, string Key)> KeysOf(JsonNode node, string path) =>
        from pair in KeyedObjects(node, path)
        where !pair.Path.StartsWith("$.metadata", StringComparison.Ordinal) && !pair.Path.Contains("bounding-box", StringComparison.Ordinal)
            && !pair.Path.EndsWith("stageHistory[1]", StringComparison.Ordinal) && !pair.Path.EndsWith("stageHistory[2]", StringComparison.Ordinal)
        from property in pair.Object
        where property.Key != "bounding-box"
        select (pair.Path, property.Key);

    private static IEnumerable<(string Path, JsonObject Object)> KeyedObjects(JsonNode? node, string path) => node switch
    {
        JsonObject keyed => keyed.SelectMany(property => KeyedObjects(property.Value, $"{path}.{property.Key}")).Prepend((path, keyed)),
        JsonArray list => list.SelectMany((item, index) => KeyedObjects(item, $"{path}[{index}]")),
        _ => [],
    };
}
