using System.Text;
using WebhookStudio.Domain.Json;

namespace WebhookStudio.Tests.Domain.Json;

public class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[true,null,"x"]}""", """{ "b" : [ true, null, "x" ],  "a": 1 }""")]
    [InlineData("""{"a":200}""", """{"a":200.0}""")]
    [InlineData("""{"a":200}""", """{"a":2e2}""")]
    [InlineData("""{"a":"à 🥐 \/ \u2028"}""", "{\"a\":\"\\u00e0 \\ud83e\\udd50 / \\u2028\"}")]
    [InlineData("""{"a":1}""", "\uFEFF{\"a\":1}\n")]
    public void Of_SameContent_IsTheSame(string one, string other) => Assert.Equal(Of(one), Of(other));

    [Theory]
    [InlineData("""{"a":1}""", """{"a":2}""")]
    [InlineData("[1,2]", "[2,1]")]
    [InlineData("""{"a":"1"}""", """{"a":1}""")]
    [InlineData("""{"a":null}""", "{}")]
    public void Of_OtherContent_IsAnother(string one, string other) => Assert.NotEqual(Of(one), Of(other));

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("{\"a\":1")]
    public void Of_NoJson_IsNull(string text) => Assert.Null(Of(text));

    private static string? Of(string text) => CanonicalJson.Of(Encoding.UTF8.GetBytes(text));
}
