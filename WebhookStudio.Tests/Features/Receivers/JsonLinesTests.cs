using System.Text;
using WebhookStudio.Features.Receivers;

namespace WebhookStudio.Tests.Features.Receivers;

public class JsonLinesTests
{
    [Fact]
    public void Of_Document_IsIndentedAndShortPartsStayOnOneLine()
    {
        var text = Text("""{"a":{"width":1001,"height":1001},"b":[],"c":[{"d":[1]}],"e":null}""");

        Assert.Equal(
            """
            {
              "a": { "width": 1001, "height": 1001 },
              "b": [],
              "c": [
                {
                  "d": [1]
                }
              ],
              "e": null
            }
            """.ReplaceLineEndings("\n"),
            text);
    }

    [Theory]
    [InlineData("""["Le Croissànt 🥐"]""", """["Le Croissànt 🥐"]""")]
    [InlineData("""["\u00e0 \ud83e\udd50"]""", """["à 🥐"]""")]
    [InlineData("""["a\"b\\c\nd\u0007"]""", """["a\"b\\c\nd\u0007"]""")]
    [InlineData("""1.50""", """1.50""")]
    [InlineData("""{}""", """{}""")]
    public void Of_Values_AreReadable(string json, string expected) => Assert.Equal(expected, Text(json));

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("{\"a\":1")]
    [InlineData("""["\ud83e"]""")]
    public void Of_NotJson_IsNull(string text) => Assert.Null(JsonLines.Of(Encoding.UTF8.GetBytes(text)));

    private static string Text(string json) => string.Join(
        '\n', JsonLines.Of(Encoding.UTF8.GetBytes(json))!.Select(line => string.Concat(line.Select(piece => piece.Text))));
}
