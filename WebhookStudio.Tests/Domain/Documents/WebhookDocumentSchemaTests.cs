using System.Text.Json.Nodes;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Tests.Receivers;
using static WebhookStudio.Tests.Domain.Documents.SeedSample;

namespace WebhookStudio.Tests.Domain.Documents;

/// <summary>The published schema accepts every document that is written, and nothing that looks otherwise.</summary>
public class WebhookDocumentSchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(WebhookDocumentSchema.Json)!;

    [Fact]
    public async Task Documents_OfEveryKind_Fit()
    {
        var batch = new Batch { Id = new("651521e299f4bf0015872c91"), ProjectId = Source().Project.Id, Name = "Le Croissànt 🥐" };
        JsonNode[] documents =
        [
            JsonNode.Parse(Golden)!,
            Document(Source()),
            Document(Source() with { Batches = [batch], Visits = [] }),
            Document(Source(EveryAnswer(), SampleSchema with { Classifications = [.. EveryQuestion()] })),
        ];

        Assert.Equal(["", "", "", ""], await ValidateAsync(documents));
    }

    [Fact]
    public async Task Documents_WithoutAKeyThatIsAlwaysThere_DoNotFit()
    {
        var keys = Objects(JsonNode.Parse(Golden)!, "$").Where(each => IsFixed(each.Path))
            .SelectMany(each => each.Object.Select(property => (each.Path, property.Key)))
            .Where(each => each.Key is not ("bounding-box" or "consensusId"))
            .ToList();

        var errors = await ValidateAsync(keys.Select(each => Changed(each.Path, part => part.Remove(each.Key))));

        Assert.True(keys.Count > 50, $"{keys.Count} keys were taken away.");
        Assert.Empty(keys.Zip(errors).Where(each => each.Second.Length == 0).Select(each => each.First));
    }

    [Fact]
    public async Task Documents_WithAKeyMore_DoNotFit()
    {
        string[] paths = ["$", "$.task", "$.task.tools[0]", "$.task.tools[0].metadata", "$.task.stageHistory[1]"];

        var errors = await ValidateAsync(paths.Select(path => Changed(path, part => part["surprise"] = 1)));

        Assert.All(errors, error => Assert.Contains("must NOT have additional properties", error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Documents_WithAnotherValue_DoNotFit()
    {
        (string Path, string Key, string Value)[] values =
        [
            ("$", "projectId", "\"short\""),
            ("$", "batches", "[\"batch-1\"]"),
            ("$", "metadata", "null"),
            ("$.task", "duration", "-1"),
            ("$.task", "updatedAt", "\"2025-02-06 10:13:28\""),
            ("$.task", "type", "\"consensus\""),
            ("$.task", "tools", "{}"),
            ("$.categorySchema.tools[0]", "tool", "\"hexagon\""),
        ];

        var errors = await ValidateAsync(values.Select(each => Changed(each.Path, part => part[each.Key] = JsonNode.Parse(each.Value))));

        Assert.DoesNotContain("", errors);
    }

    [Fact]
    public async Task Export_OfTheSameTask_DoesNotFit() =>
        Assert.NotEqual("", Assert.Single(await ValidateAsync([JsonNode.Parse(Export(Source()).GetRawText())!])));

    [Fact]
    public void Kinds_InTheSchema_AreThoseOfTheDomain()
    {
        var parts = Schema["$defs"]!;

        Assert.Equal(ToolKinds.Shapes, Words(parts["tool"]!["properties"]!["tool"]!));
        Assert.Equal(ToolKinds.Questions, Words(parts["answer"]!["properties"]!["tool"]!));
        Assert.Equal(ToolKinds.Questions.Where(ToolKinds.TakesMany).Order(), Words(parts["answer"]!["if"]!["properties"]!["tool"]!).Order());
        Assert.Equal($"^({string.Join('|', ToolKinds.Shapes)})$", Assert.Single(parts["annotation"]!["patternProperties"]!.AsObject()).Key);
    }

    private static IEnumerable<Classification> EveryQuestion() =>
        ToolKinds.Questions.Select((kind, index) => new Classification { Title = kind, Tool = kind, SchemaId = $"q{index}" });

    private static TaskAnswer EveryAnswer() => new()
    {
        Tools =
        [
            .. ToolKinds.Shapes.Select(kind => Box with { Kind = kind, Lock = true, Page = 2 }),
            Box with { Metadata = Box.Metadata with { UpdatedAt = At("2025-02-07T00:00:00Z"), UpdatedBy = Labeler } },
        ],
        Classifications =
        [
            .. ToolKinds.Questions.Select((kind, index) => new ClassificationAnswer
            {
                SchemaId = $"q{index}",
                Kind = kind,
                Answer = ["one"],
                Classifications = [new() { SchemaId = "nested", Kind = ToolKinds.Text, Answer = ["two"] }],
            }),
        ],
        Relations = [Read("""{"schemaId":"r1","tool":"one-to-one"}""")],
        BrushDataUrl = "https://pictures.example/brush.png",
    };

    // What was given with the asset is free, and so is a geometry; entries of people have more keys than the first.
    private static bool IsFixed(string path) =>
        !path.StartsWith("$.metadata", StringComparison.Ordinal) && !path.Contains("bounding-box", StringComparison.Ordinal)
        && !path.EndsWith("stageHistory[1]", StringComparison.Ordinal) && !path.EndsWith("stageHistory[2]", StringComparison.Ordinal);

    private static IEnumerable<string> Words(JsonNode part) => part["enum"]!.AsArray().Select(value => value!.GetValue<string>());

    private static JsonNode Document(DocumentSource source) => JsonNode.Parse(WebhookDocument.Write(source, WebhookStage))!;

    private static JsonNode Changed(string path, Action<JsonObject> change)
    {
        var document = JsonNode.Parse(Golden)!;
        change(Objects(document, "$").Single(each => each.Path == path).Object);

        return document;
    }

    private static IEnumerable<(string Path, JsonObject Object)> Objects(JsonNode? node, string path) => node switch
    {
        JsonObject keyed => keyed.SelectMany(property => Objects(property.Value, $"{path}.{property.Key}")).Prepend((path, keyed)),
        JsonArray list => list.SelectMany((item, index) => Objects(item, $"{path}[{index}]")),
        _ => [],
    };

    private static Task<string[]> ValidateAsync(IEnumerable<JsonNode> documents) =>
        NodeLibraries.ValidateAsync(Schema, documents, TestContext.Current.CancellationToken);
}
