using System.Text;
using System.Text.Json;
using WebhookStudio.Domain.Json;
using WebhookStudio.Tests.Domain.Documents;

namespace WebhookStudio.Tests.Domain.Json;

public class WellFormedTests
{
    [Theory]
    [InlineData("""{"a":"\ud800"}""", "{\"a\":\"\uFFFD\"}")]
    [InlineData("""{"\uDC00x":1.10}""", "{\"\uFFFDx\":1.10}")]
    [InlineData("""["\ud83d\ud83d\ude00","\uDE00\uD83D"]""", "[\"\uFFFD😀\",\"\uFFFD\uFFFD\"]")]
    [InlineData("""["\\ud800","\\\ud800"]""", "[\"\\\\ud800\",\"\\\\\uFFFD\"]")]
    [InlineData("""["\ud83dx\ude00"]""", "[\"\uFFFDx\uFFFD\"]")]
    public void WellFormed_HalfASurrogatePair_IsReplaced(string json, string mended)
    {
        var element = PlainJson.WellFormed(JsonElement.Parse(json));

        Assert.Equal(mended, Encoding.UTF8.GetString(PlainJson.Write(element.WriteTo)));
    }

    [Theory]
    [InlineData("""{"a":"\ud83d\ude00 \u00e0","n":200.20}""")]
    [InlineData("null")]
    [InlineData("\"\"")]
    public void WellFormed_ProperText_StaysByteForByte(string json) =>
        Assert.Equal(json, PlainJson.WellFormed(JsonElement.Parse(json)).GetRawText());

    [Fact]
    public void Webhook_AssetMetadataWithHalfAPair_IsStillWritten()
    {
        var source = SeedSample.Source();
        var asset = new WebhookStudio.Domain.Assets.Asset
        {
            Id = source.Asset.Id,
            ProjectId = source.Asset.ProjectId,
            Data = source.Asset.Data,
            ExternalId = "half \uD83D",
            Metadata = JsonElement.Parse("""{"note":"\ud83d"}"""),
            CreatedAt = source.Asset.CreatedAt,
        };

        var document = SeedSample.Webhook(source with { Asset = asset });

        Assert.Equal("\uFFFD", document.GetProperty("metadata").GetProperty("note").GetString());
        Assert.Equal("half \uFFFD", document.GetProperty("externalId").GetString());
    }
}
