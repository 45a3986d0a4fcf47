using System.Text.Json;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Documents;
using static WebhookStudio.Tests.Domain.Documents.SeedSample;

namespace WebhookStudio.Tests.Domain.Documents;

/// <summary>What a webhook says otherwise than an export, one fact a test.</summary>
public class DocumentDifferencesTests
{
    private readonly DocumentSource _source = Source();

    private JsonElement WebhookTask => Webhook(_source).GetProperty("task");

    private JsonElement ExportTask => Export(_source).GetProperty("task");

    [Fact]
    public void Batches_Webhook_AreIdsAndExport_AreNames()
    {
        var croissants = new Batch
        {
            Id = new("651521e299f4bf0015872c91"),
            ProjectId = _source.Project.Id,
            Name = "Le Croissànt",
        };
        var source = _source with { Batches = [croissants] };

        Assert.Equal(["651521e299f4bf0015872c91"], Texts(Webhook(source).GetProperty("batches")));
        Assert.Equal(["Le Croissànt"], Texts(Export(source).GetProperty("batches")));
    }

    [Fact]
    public void BatchNames_AreInTheWebhookOnly()
    {
        Assert.Equal(["batch-1", "batch-2"], Texts(Webhook(_source).GetProperty("batchNames")));
        Assert.DoesNotContain("batchNames", Keys(Export(_source)));
    }

    [Fact]
    public void StageHistory_Webhook_HasNoLabelContents() =>
        Assert.All(WebhookTask.GetProperty("stageHistory").EnumerateArray(), entry =>
            Assert.Empty(Keys(entry).Intersect(["tools", "classifications", "relations", "brushDataUrl", "stage"])));

    [Fact]
    public void StageHistory_Export_HasLabelContents() =>
        Assert.All(ExportTask.GetProperty("stageHistory").EnumerateArray(), entry =>
            Assert.Equal(3, Keys(entry).Intersect(["tools", "classifications", "relations"]).Count()));

    [Fact]
    public void StageHistory_Export_HasNoRecordIds() =>
        Assert.All(ExportTask.GetProperty("stageHistory").EnumerateArray(), entry =>
            Assert.Empty(Keys(entry).Intersect(["_id", "taskHistory", "consensusId", "submittedBy", "isSkipped"])));

    [Fact]
    public void Stage_Webhook_IsTheIdAndExport_TheName()
    {
        Assert.Equal(WebhookStage.Id.Value, WebhookTask.GetProperty("stage").GetString());
        Assert.Equal("Webhook", ExportTask.GetProperty("stage").GetString());
    }

    [Fact]
    public void StageId_IsTheSameInBoth() =>
        Assert.Equal(WebhookTask.GetProperty("stageId").GetString(), ExportTask.GetProperty("stageId").GetString());

    [Theory]
    [InlineData("projectId")]
    [InlineData("categorySchema")]
    [InlineData("overlay")]
    public void Key_OfTheAsset_IsInTheWebhookOnly(string key)
    {
        Assert.Contains(key, Keys(Webhook(_source)));
        Assert.DoesNotContain(key, Keys(Export(_source)));
    }

    [Theory]
    [InlineData("type")]
    [InlineData("stageName")]
    [InlineData("blurDuration")]
    [InlineData("idleDuration")]
    [InlineData("totalBlurDuration")]
    [InlineData("totalIdleDuration")]
    public void Key_OfTheTask_IsInTheWebhookAlwaysAndInTheExportNotByDefault(string key)
    {
        Assert.Contains(key, Keys(WebhookTask));
        Assert.DoesNotContain(key, Keys(ExportTask));
    }

    [Fact]
    public void Overlay_IsAlwaysEmpty() => Assert.Equal("[]", Webhook(_source).GetProperty("overlay").GetRawText());

    [Theory]
    [InlineData("tools")]
    [InlineData("classifications")]
    [InlineData("relations")]
    [InlineData("updatedAt")]
    [InlineData("updatedBy")]
    [InlineData("taskId")]
    [InlineData("brushDataUrl")]
    [InlineData("medicalBrushDataUrl")]
    public void Value_OfTheTask_IsTheSameInBoth(string key) =>
        Assert.Equal(WebhookTask.GetProperty(key).GetRawText(), ExportTask.GetProperty(key).GetRawText());
}
