using System.Text.Json;
using WebhookStudio.Data.Conversions;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Tests.Domain.Documents;

namespace WebhookStudio.Tests.Data;

public class StoredJsonTests
{
    [Fact]
    public void Answer_StoredAndReadBack_GivesTheSameDocument()
    {
        var answer = SeedSample.Answer with
        {
            Classifications = [new() { SchemaId = "q", Kind = ToolKinds.Checkbox, Answer = ["Le Croissànt 🥐"] }],
            Relations = [SeedSample.Read("""{"weight":1.10}""")],
        };

        Assert.Equal(Document(SeedSample.Source(answer)), Document(SeedSample.Source(Stored(answer))));
    }

    [Fact]
    public void Schema_StoredAndReadBack_GivesTheSameDocument()
    {
        var schema = CategorySchemaJson.Parse(SeedSample.Read("""
            {"tools":[{"title":"Croissànt","tool":"point","shortcutKey":"1","zIndex":1.0,
            "classifications":[{"title":"","tool":"radio","options":[{"value":"<a>","x":null}],"treeOptions":[1.50]}]}],
            "version":"2"}
            """));

        Assert.Equal(
            Document(SeedSample.Source(schema: schema)), Document(SeedSample.Source(schema: Stored(schema))));
    }

    [Fact]
    public void Element_WithHalfASurrogatePair_IsStoredWithTheReplacementCharacter()
    {
        var answer = new TaskAnswer { Relations = [SeedSample.Read("""{"a":"\ud83d"}""")] };

        Assert.Equal("\uFFFD", Stored(answer).Relations[0].GetProperty("a").GetString());
    }

    [Fact]
    public void Text_WithEmoji_IsStoredAsItIs() =>
        Assert.Equal("\"<🥐>\"", JsonSerializer.Serialize("<🥐>", StoredJson.Options));

    [Fact]
    public void NoAnswer_StoredAndReadBack_IsNone() => Assert.Null(Stored<TaskAnswer?>(null));

    private static T Stored<T>(T value) =>
        JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, StoredJson.Options), StoredJson.Options)!;

    private static byte[] Document(DocumentSource source) => WebhookDocument.Write(source, SeedSample.WebhookStage);
}
