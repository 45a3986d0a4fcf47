using WebhookStudio.Domain;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Tests.Domain.Documents;

namespace WebhookStudio.Tests.Domain.Schema;

public class CategorySchemaRefusalTests
{
    private const string Point = """{"title":"","tool":"point"}""";

    [Theory]
    [InlineData("[]", "schema.type", "A category schema is an object with the lists tools, classifications and relations.")]
    [InlineData("null", "schema.type", "A category schema is an object with the lists tools, classifications and relations.")]
    [InlineData("""{"tools":{}}""", "schema.type", "tools must be a list in [ ].")]
    [InlineData("""{"relations":[7]}""", "schema.type", "relations[0] must be an object in { }.")]
    [InlineData("""{"tools":[{"tool":"point"}]}""", "schema.title", "tools[0].title is missing. Give it a text; an empty one will do.")]
    [InlineData("""{"tools":[{"tool":"point","title":null}]}""", "schema.title", "tools[0].title is missing. Give it a text; an empty one will do.")]
    [InlineData("""{"tools":[{"tool":"point","title":5}]}""", "schema.type", "tools[0].title must be a text in quotes.")]
    [InlineData("""{"tools":[{"tool":"point","title":"","required":"yes"}]}""", "schema.type", "tools[0].required must be true or false.")]
    [InlineData("""{"tools":[{"tool":"point","title":"","color":"red"}]}""", "schema.color", "tools[0].color 'red' is not a colour. Write it as #rrggbb, such as #f44336.")]
    [InlineData("""{"tools":[{"tool":"point","title":"","color":"#f4433"}]}""", "schema.color", "tools[0].color '#f4433' is not a colour. Write it as #rrggbb, such as #f44336.")]
    [InlineData("""{"tools":[{"tool":"point","title":"","color":"#f4433g"}]}""", "schema.color", "tools[0].color '#f4433g' is not a colour. Write it as #rrggbb, such as #f44336.")]
    [InlineData("""{"tools":[{"tool":"point","title":"","shortcutKey":"l"}]}""", "schema.shortcut", "tools[0].shortcutKey 'l' is not a shortcut. Use 0 to 9, ctrl+0 to ctrl+9, or a to k.")]
    [InlineData("""{"tools":[{"tool":"point","title":"","shortcutKey":"ctrl+a"}]}""", "schema.shortcut", "tools[0].shortcutKey 'ctrl+a' is not a shortcut. Use 0 to 9, ctrl+0 to ctrl+9, or a to k.")]
    [InlineData("""{"relations":[{"tool":"many","title":""}]}""", "schema.tool", "relations[0].tool 'many' is not a kind of relation. Use one of: one-to-one, group.")]
    [InlineData("""{"classifications":[{"tool":"radio","title":"","options":[{"value":"a"},{}]}]}""", "schema.option", "classifications[0].options[1].value is missing. Give each option the text that is chosen.")]
    [InlineData("""{"classifications":[{"tool":"radio","title":"","options":[{"value":" "}]}]}""", "schema.option", "classifications[0].options[0].value is missing. Give each option the text that is chosen.")]
    [InlineData("""{"classifications":[{"tool":"radio","title":"","options":["a"]}]}""", "schema.type", "classifications[0].options[0] must be an object in { }.")]
    [InlineData("""{"classifications":[{"title":""}]}""", "schema.tool", "classifications[0].tool is missing. Use one of: radio, checkbox, single-dropdown, multi-dropdown, text, tree-dropdown.")]
    public void Parse_Wrong_NamesThePathAndTheCure(string json, string code, string message)
    {
        var refusal = Refusal(json);

        Assert.Equal(code, refusal.Code);
        Assert.Equal(message, refusal.Message);
    }

    [Fact]
    public void Parse_UnknownShape_NamesItsPathAndTheKindsThereAre()
    {
        var refusal = Refusal($$"""{"tools":[{{Point}},{{Point}},{"title":"","tool":"sphere"}]}""");

        Assert.Equal("schema.tool", refusal.Code);
        Assert.StartsWith(
            "tools[2].tool 'sphere' is not a kind of shape. Use one of: bounding-box, ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"tools":[{"title":"","tool":"point","schemaId":"x"},{"title":"","tool":"point","schemaId":"x"}]}""", "tools[1].schemaId 'x' is that of tools[0] too. Give each its own.")]
    [InlineData("""{"tools":[{"title":"","tool":"point","schemaId":"x"}],"classifications":[{"title":"","tool":"text","schemaId":"x"}]}""", "classifications[0].schemaId 'x' is that of tools[0] too. Give each its own.")]
    [InlineData("""{"classifications":[{"title":"","tool":"radio","schemaId":"q","options":[{"value":"a","schemaId":"o"},{"value":"b","schemaId":"o"}]}]}""", "classifications[0].options[1].schemaId 'o' is that of classifications[0].options[0] too. Give each its own.")]
    public void Parse_SchemaIdTwice_NamesBothPlaces(string json, string message)
    {
        var refusal = Refusal(json);

        Assert.Equal("schema.id", refusal.Code);
        Assert.Equal(message, refusal.Message);
    }

    [Fact]
    public void Parse_NestedQuestion_NamesTheWholePath() =>
        Assert.StartsWith(
            "tools[0].classifications[0].classifications[0].tool 'x' is not a kind of question.",
            Refusal("""
                {"tools":[{"title":"","tool":"point","classifications":[{"title":"","tool":"text",
                "classifications":[{"title":"","tool":"x"}]}]}]}
                """).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Parse_QuestionsNestedTooDeep_AreRefused()
    {
        var json = """{"title":"","tool":"text"}""";

        for (var depth = 1; depth <= CategorySchemaJson.MaxDepth; depth++)
        {
            json = $$"""{"title":"","tool":"text","classifications":[{{json}}]}""";
        }

        Assert.Equal("schema.depth", Refusal($$"""{"classifications":[{{json}}]}""").Code);
    }

    private static DomainRuleException Refusal(string json) =>
        Assert.Throws<DomainRuleException>(() => CategorySchemaJson.Parse(SeedSample.Read(json)));
}
