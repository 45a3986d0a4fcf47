using System.Collections.Immutable;
using System.Text.Json;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Tasks;
using static WebhookStudio.Tests.Domain.Documents.SeedSample;

namespace WebhookStudio.Tests.Domain.Documents;

public class LabelContentsTests
{
    private static readonly Classification Taste = new()
    {
        SchemaId = "q-taste",
        Title = "Goût",
        Tool = ToolKinds.Radio,
        ColumnField = true,
        Options = [new() { SchemaId = "o-sweet", Value = "Sweet" }, new() { SchemaId = "o-salty", Value = "Salty 🧂" }],
    };

    private static readonly CategorySchema WithQuestion = SampleSchema with { Classifications = [Taste] };

    [Theory]
    [InlineData(ToolKinds.Radio)]
    [InlineData(ToolKinds.SingleDropdown)]
    public void Answer_SingleChoice_IsTheValueOfTheOption(string kind) =>
        Assert.Equal("\"Salty 🧂\"", AnswerTo(kind, "o-salty").GetProperty("answer").GetRawText());

    [Theory]
    [InlineData(ToolKinds.Checkbox)]
    [InlineData(ToolKinds.MultiDropdown)]
    public void Answer_MultipleChoice_IsTheListOfValues(string kind) =>
        Assert.Equal(["Salty 🧂", "Sweet"], Texts(AnswerTo(kind, "o-salty", "o-sweet").GetProperty("answer")));

    [Fact]
    public void Answer_Text_IsTheTextAsTyped() =>
        Assert.Equal("o-sweetish", AnswerTo(ToolKinds.Text, "o-sweetish").GetProperty("answer").GetString());

    [Fact]
    public void Answer_TreePaths_AreAList() =>
        Assert.Equal(
            ["Trunk / Branch / Leaf"],
            Texts(AnswerTo(ToolKinds.TreeDropdown, "Trunk / Branch / Leaf").GetProperty("answer")));

    [Fact]
    public void Answer_OptionDeletedFromTheSchema_StaysAsStored() =>
        Assert.Equal("o-gone", AnswerTo(ToolKinds.Radio, "o-gone").GetProperty("answer").GetString());

    [Theory]
    [InlineData(ToolKinds.Radio, "\"\"")]
    [InlineData(ToolKinds.Checkbox, "[]")]
    public void Answer_Empty_KeepsItsShape(string kind, string written) =>
        Assert.Equal(written, AnswerTo(kind).GetProperty("answer").GetRawText());

    [Fact]
    public void Answer_Any_HasTheKeysOfTheDialectAndTheQuestionsTitle()
    {
        var answer = AnswerTo(ToolKinds.Radio, "o-sweet");

        Assert.Equal(["schemaId", "tool", "title", "columnField", "answer", "classifications"], Keys(answer));
        Assert.Equal("Goût", answer.GetProperty("title").GetString());
        Assert.True(answer.GetProperty("columnField").GetBoolean());
        Assert.Equal("radio", answer.GetProperty("tool").GetString());
    }

    [Fact]
    public void Answer_QuestionDeletedFromTheSchema_HasAnEmptyTitle()
    {
        var answer = new TaskAnswer { Classifications = [new() { SchemaId = "q-gone", Kind = "text", Answer = ["x"] }] };

        var written = Tasks(answer, SampleSchema).GetProperty("classifications")[0];

        Assert.Equal("", written.GetProperty("title").GetString());
        Assert.False(written.GetProperty("columnField").GetBoolean());
    }

    [Fact]
    public void Answer_NestedInAnswerOfAnObject_IsResolvedToo()
    {
        var schema = new CategorySchema
        {
            Tools = [new() { SchemaId = BoxSchemaId, Title = "Croissànt", Classifications = [Outer(Taste)] }],
        };
        var answer = new ClassificationAnswer
        {
            SchemaId = "q-outer",
            Kind = ToolKinds.Text,
            Answer = ["yes"],
            Classifications = [Stored(ToolKinds.Radio, "o-sweet")],
        };

        var tool = Tasks(Answer with { Tools = [Box with { Classifications = [answer] }] }, schema).GetProperty("tools")[0];

        var nested = tool.GetProperty("classifications")[0].GetProperty("classifications")[0];
        Assert.Equal("Sweet", nested.GetProperty("answer").GetString());
        Assert.Equal("Croissànt", tool.GetProperty("title").GetString());
    }

    [Fact]
    public void Annotation_Plain_HasNeitherLockNorPage() =>
        Assert.Equal(
            ["bounding-box", "objectId", "classifications", "metadata", "schemaId", "title"],
            Keys(Tool(Box)));

    [Fact]
    public void Annotation_LockedOnAPage_SaysSoLast()
    {
        var tool = Tool(Box with { Lock = true, Page = 0 });

        Assert.Equal(["schemaId", "title", "lock", "page"], Keys(tool)[4..]);
        Assert.True(tool.GetProperty("lock").GetBoolean());
        Assert.Equal(0, tool.GetProperty("page").GetInt32());
    }

    [Fact]
    public void Annotation_ToolDeletedFromTheSchema_HasAnEmptyTitle() =>
        Assert.Equal("", Tool(Box with { SchemaId = "gone" }).GetProperty("title").GetString());

    [Fact]
    public void Annotation_Changed_SaysByWhomAndWhen()
    {
        var metadata = Box.Metadata with { UpdatedAt = At("2025-02-06T11:00:00Z"), UpdatedBy = "b@bakery.example" };

        var written = Tool(Box with { Metadata = metadata }).GetProperty("metadata");

        Assert.Equal(["createdAt", "createdBy", "createdIn", "updatedAt", "updatedBy"], Keys(written));
        Assert.Equal("2025-02-06T11:00:00.000Z", written.GetProperty("updatedAt").GetString());
    }

    [Theory]
    [InlineData("rotated-bounding-box", """{"x":1,"y":2,"width":3,"height":4,"rotation":-180,"corners":[[1,2],[3,4]]}""")]
    [InlineData("polygon", "[[0.1,1e3],[-0.0,100.0],[1E-7,12345678901234567890]]")]
    [InlineData("point", "[200.2,0.30000000000000004]")]
    [InlineData("segmentation", """{"zones":[{"region":[[1,2]],"holes":[[[1,2]]]}]}""")]
    [InlineData("ner", """{"start":0,"end":5}""")]
    [InlineData("message", "null")]
    public void Geometry_OfAnyKind_KeepsEveryDigitUnderItsKind(string kind, string geometry) =>
        Assert.Equal(geometry, Tool(Box with { Kind = kind, Geometry = Read(geometry) }).GetProperty(kind).GetRawText());

    [Fact]
    public void Relations_AreWrittenAsGiven()
    {
        var relation = """{"objectId":"a","schemaId":"b","from":"c","to":"d","direction":"straight","title":"nächst <&'+"}""";

        var task = Tasks(new() { Relations = [Read(relation)] }, SampleSchema);

        Assert.Equal(relation, task.GetProperty("relations")[0].GetRawText());
    }

    private static JsonElement Tool(Annotation annotation) =>
        Tasks(new() { Tools = [annotation] }, SampleSchema).GetProperty("tools")[0];

    private static JsonElement AnswerTo(string kind, params string[] stored)
    {
        var schema = WithQuestion with { Classifications = [Taste with { Tool = kind }] };

        return Tasks(new() { Classifications = [Stored(kind, stored)] }, schema).GetProperty("classifications")[0];
    }

    private static JsonElement Tasks(TaskAnswer answer, CategorySchema schema) =>
        Webhook(Source(answer, schema)).GetProperty("task");

    private static Classification Outer(Classification nested) =>
        new() { SchemaId = "q-outer", Tool = ToolKinds.Text, Classifications = [nested] };

    private static ClassificationAnswer Stored(string kind, params string[] stored) =>
        new() { SchemaId = "q-taste", Kind = kind, Answer = [.. stored.ToImmutableArray()] };
}
