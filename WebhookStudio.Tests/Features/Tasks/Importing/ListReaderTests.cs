using System.Text;
using WebhookStudio.Domain;
using WebhookStudio.Features.Tasks.Importing;

namespace WebhookStudio.Tests.Features.Tasks.Importing;

public class ListReaderTests
{
    [Theory]
    [InlineData("data,externalId,metadata.width\nhttps://x.example/1.png,a.png,640\n")]
    [InlineData("URL;external_id;metadata\r\nhttps://x.example/1.png;a.png;\"{\"\"width\"\":640}\"\r\n")]
    [InlineData("\uFEFFimage\tExternal_ID\tmetadata.width\tproblem\nhttps://x.example/1.png\ta.png\t640\told\n")]
    [InlineData("""[{"data":"https://x.example/1.png","externalId":"a.png","metadata":{"width":640}}]""")]
    [InlineData("""[{"url":"https://x.example/1.png","external_id":"a.png","metadata":{"width":640},"line":3,"problem":"old"}]""")]
    [InlineData("""{"assets":[{"data":"https://x.example/1.png","externalId":"a.png","metadata":{"width":640}}],"priority":0}""")]
    [InlineData("""{"data":"https://x.example/1.png","externalId":"a.png","metadata":{"width":640}}""")]
    public void Read_AnyForm_IsTheSameRow(string text)
    {
        var row = Assert.Single(Read(text));

        Assert.Null(row.Problem);
        Assert.Equal("https://x.example/1.png", row.Content.GetProperty("data").GetString());
        Assert.Equal("a.png", row.Content.GetProperty("externalId").GetString());
        Assert.Equal(640, row.Content.GetProperty("metadata").GetProperty("width").GetInt32());
        Assert.False(row.Content.TryGetProperty("problem", out _));
    }

    [Theory]
    [InlineData("data,externalId\nhttps://x.example/1.png,\"a\nb\"\n\nhttps://x.example/2.png,c\n", new[] { 2, 5 })]
    [InlineData("[\n  {\"data\":\n    \"https://x.example/1.png\"},\n\n  {\"data\": \"https://x.example/2.png\"}\n]", new[] { 2, 5 })]
    [InlineData("{\"data\":\"https://x.example/1.png\"}\n{\"data\":\"https://x.example/2.png\"}", new[] { 1, 2 })]
    public void Read_RowsOfSeveralLines_AreNumberedByTheLineTheyBeginIn(string text, int[] lines) =>
        Assert.Equal(lines, Read(text).Select(row => row.Line));

    [Fact]
    public void Read_BatchesOfATable_AreSplit()
    {
        var row = Assert.Single(Read("data,batch,priority\nhttps://x.example/1.png,Tuesday; Oven 2|late,7\n"));

        Assert.Equal(["Tuesday", "Oven 2", "late"], row.Content.GetProperty("batches").EnumerateArray().Select(b => b.GetString()!));
        Assert.Equal(7, row.Content.GetProperty("priority").GetInt32());
    }

    [Theory]
    [InlineData("", "The list is empty.")]
    [InlineData("[]", "The list has no assets.")]
    [InlineData("data,externalId\n", "The list has no assets.")]
    [InlineData("colour,data\nred,https://x.example\n", "Line 1: the column 'colour' is not known.")]
    [InlineData("externalId,priority\na,1\n", "Line 1: the column data is missing.")]
    [InlineData("data,url\nhttps://x.example/1,https://x.example/2\n", "Line 1: the column data is there twice.")]
    [InlineData("[\n{\"data\":\"https://x.example/1.png\"}\n{\"data\":2}]", "Line 3: the JSON is broken here.")]
    [InlineData("[{\"data\":\"https://x.example/1.png\"", "Line 1: the JSON is broken here.")]
    public void Read_NoList_SaysWhereAndWhatToDo(string text, string refusal) =>
        Assert.StartsWith(refusal, Assert.Throws<DomainRuleException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_NotUtf8_SaysHowToSaveIt() => Assert.Contains(
        "Save it as UTF-8",
        Assert.Throws<DomainRuleException>(() => ListReader.Read([.. "data\nhttps://x.example/caf"u8, 0xE9])).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("data,externalId\nhttps://x.example/1.png,a,b\n", "Line 2: it has 3 cells, but there are 2 columns.")]
    [InlineData("data,metadata\nhttps://x.example/1.png,width\n", "Line 2: metadata must be a JSON object")]
    public void Read_FaultyRow_LeavesTheOthers(string text, string problem)
    {
        var rows = Read(text + "https://x.example/2.png,\n");

        Assert.StartsWith(problem, rows[0].Problem, StringComparison.Ordinal);
        Assert.Null(rows[1].Problem);
    }

    private static IReadOnlyList<ListedRow> Read(string text) => ListReader.Read(Encoding.UTF8.GetBytes(text));
}
