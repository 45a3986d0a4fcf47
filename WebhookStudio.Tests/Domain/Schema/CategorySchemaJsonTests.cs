using System.Text;
using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Json;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Tests.Domain.Documents;

namespace WebhookStudio.Tests.Domain.Schema;

public class CategorySchemaJsonTests
{
    private const string FullSchema = """
        {"tools":[{"title":"Croissànt 🥐","tool":"polygon","required":true,"schemaId":"t1","ocrEnabled":true,
        "classifications":[{"title":"Goût","tool":"radio","required":true,"schemaId":"q1","frameSpecific":true,
        "classifications":[],"multiple":true,"options":[{"value":"Sweet","schemaId":"o1","hint":1}],"color":"#9c27b0",
        "shortcutKey":"ctrl+9","columnField":true,"showDropdown":true,"richText":true,"regex":"^a<b$",
        "parentOptionId":"o9","treeOptions":[{"a":1.50}],"extra":[1.0]}],"multiple":true,"color":"#03A9F4",
        "shortcutKey":"k","zIndex":3}],"classifications":[],"relations":[{"schemaId":"r1","tool":"group","title":"in",
        "required":true,"classifications":[],"multiple":true,"color":"#f44336","shortcutKey":"0","x":null}],"version":7}
        """;

    [Fact]
    public void ParseAndWrite_FullSchema_ComesBackByteForByte()
    {
        var compact = FullSchema.ReplaceLineEndings("");

        Assert.Equal(compact, Written(Parse(compact)));
    }

    [Fact]
    public void ParseAndWrite_SchemaOfTheSample_ComesBack()
    {
        var schema = SeedSample.Read(SeedSample.Golden).GetProperty("categorySchema");

        Assert.Equal(
            SeedSample.Webhook(SeedSample.Source()).GetProperty("categorySchema").GetRawText(),
            Written(CategorySchemaJson.Parse(schema)));
    }

    [Fact]
    public void Write_SparseQuestion_HasEveryKeyInOrder()
    {
        var schema = Parse("""{"classifications":[{"title":"","tool":"text","schemaId":"q"}]}""");

        Assert.Equal(
            """
            {"tools":[],"classifications":[{"title":"","tool":"text","required":false,"schemaId":"q","frameSpecific":false,
            "classifications":[],"multiple":false,"options":[],"color":null,"shortcutKey":null,"columnField":false,
            "showDropdown":false,"richText":false,"regex":null,"parentOptionId":null,"treeOptions":[]}],"relations":[]}
            """.ReplaceLineEndings(""),
            Written(schema));
    }

    [Fact]
    public void Write_SparseTool_HasEveryKeyOfTheSample()
    {
        var schema = Parse("""{"tools":[{"title":"","tool":"point","schemaId":"t"}]}""");

        Assert.Equal(
            SeedSample.Keys(SeedSample.Read(SeedSample.Golden).GetProperty("categorySchema").GetProperty("tools")[0]),
            SeedSample.Keys(SeedSample.Read(Written(schema)).GetProperty("tools")[0]));
    }

    [Fact]
    public void Parse_EmptyObject_IsTheEmptySchema() =>
        Assert.Equal("""{"tools":[],"classifications":[],"relations":[]}""", Written(Parse("{}")));

    [Fact]
    public void Parse_MissingEmptyOrNullSchemaId_GetsANewOne()
    {
        var schema = Parse(
            """{"tools":[{"title":"","tool":"point"},{"title":"","tool":"point","schemaId":""},{"title":"","tool":"point","schemaId":null}]}""");

        Assert.All(schema.Tools, tool => Assert.Equal(ShortId.TextLength, tool.SchemaId.Length));
        Assert.Equal(3, schema.Tools.Select(tool => tool.SchemaId).Distinct().Count());
    }

    [Fact]
    public void Parse_ToolsWithoutColour_GetTheDialectsInTurn()
    {
        var schema = Parse(
            """{"tools":[{"title":"","tool":"point"},{"title":"","tool":"point","color":""},{"title":"","tool":"point","color":null}]}""");

        Assert.Equal(["#f44336", "#9c27b0", "#03a9f4"], schema.Tools.Select(tool => tool.Color));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("9")]
    [InlineData("ctrl+0")]
    [InlineData("a")]
    [InlineData("k")]
    [InlineData("")]
    public void Parse_Shortcut_IsKept(string key) =>
        Assert.Equal(key, Parse($$"""{"tools":[{"title":"","tool":"point","shortcutKey":"{{key}}"}]}""").Tools[0].ShortcutKey);

    [Fact]
    public void Parse_EveryKnownKind_IsAccepted()
    {
        foreach (var kind in ToolKinds.Shapes)
        {
            Assert.Equal(kind, Parse($$"""{"tools":[{"title":"","tool":"{{kind}}"}]}""").Tools[0].Tool);
        }

        foreach (var kind in ToolKinds.Questions)
        {
            Assert.Equal(kind, Parse($$"""{"classifications":[{"title":"","tool":"{{kind}}"}]}""").Classifications[0].Tool);
        }
    }

    [Fact]
    public void Parse_AfterTheDocumentIsDisposed_KeepsItsValues()
    {
        CategorySchema schema;

        using (var document = JsonDocument.Parse(FullSchema))
        {
            schema = CategorySchemaJson.Parse(document.RootElement);
        }

        Assert.Contains("\"extra\":[1.0]", Written(schema), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_HalfASurrogatePair_IsReplaced()
    {
        var schema = Parse("""{"tools":[{"title":"\ud83d","tool":"point","note":"\ude00"}]}""");

        Assert.Equal("\uFFFD", schema.Tools[0].Title);
        Assert.Contains("\"note\":\"\uFFFD\"", Written(schema), StringComparison.Ordinal);
    }

    [Fact]
    public void FindClassification_AnywhereInTheSchema_IsFound()
    {
        var schema = Parse("""
            {"tools":[{"title":"","tool":"point","classifications":[{"title":"","tool":"text","schemaId":"of-tool"}]}],
             "classifications":[{"title":"","tool":"text","schemaId":"outer",
               "classifications":[{"title":"","tool":"text","schemaId":"nested"}]}],
             "relations":[{"title":"","tool":"group","classifications":[{"title":"","tool":"text","schemaId":"of-relation"}]}]}
            """);

        Assert.All(
            (string[])["of-tool", "outer", "nested", "of-relation"],
            id => Assert.Equal(id, schema.FindClassification(id)?.SchemaId));
        Assert.Null(schema.FindClassification("other"));
    }

    private static CategorySchema Parse(string json) => CategorySchemaJson.Parse(SeedSample.Read(json));

    private static string Written(CategorySchema schema) =>
        Encoding.UTF8.GetString(PlainJson.Write(writer => CategorySchemaJson.Write(writer, schema)));
}
