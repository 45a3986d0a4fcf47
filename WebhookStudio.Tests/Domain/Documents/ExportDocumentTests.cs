using System.Text.Json;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using static WebhookStudio.Tests.Domain.Documents.SeedSample;

namespace WebhookStudio.Tests.Domain.Documents;

public class ExportDocumentTests
{
    [Fact]
    public void Write_Any_HasTheKeysOfAnAssetInOrder() =>
        Assert.Equal(
            ["asset", "assetId", "dataset", "externalId", "metadata", "batches", "task"], Keys(Export(Source())));

    [Fact]
    public void Write_Any_HasTheKeysOfATaskInOrder() =>
        Assert.Equal(
            [
                "taskId", "stage", "stageId", "updatedAt", "updatedBy", "duration", "totalDuration", "tools",
                "classifications", "relations", "stageHistory", "brushDataUrl", "medicalBrushDataUrl",
            ],
            Keys(Task(Source())));

    [Fact]
    public void Stage_OfTheTask_IsTheNameBesideTheId()
    {
        var task = Task(Source());

        Assert.Equal("Webhook", task.GetProperty("stage").GetString());
        Assert.Equal(WebhookStage.Id.Value, task.GetProperty("stageId").GetString());
    }

    [Fact]
    public void Stage_DeletedFromTheWorkflow_IsNamedByItsId()
    {
        var source = Source();
        source.Project.ChangeWorkflow(Workflow.Default, Labeler, source.Asset.CreatedAt);

        Assert.Equal(WebhookStage.Id.Value, Task(source).GetProperty("stage").GetString());
    }

    [Fact]
    public void Durations_WithIdleAndBlur_AreAllThere()
    {
        var source = Source();
        source.Task.Save(Answer, new(Active: 7, Idle: 5, Blur: 3), Labeler, At("2025-02-07T00:00:00Z"));

        var task = Task(source, new() { IncludeIdleBlurDurations = true });

        Assert.Equal(
            [
                "duration", "blurDuration", "idleDuration", "totalDuration", "totalBlurDuration", "totalIdleDuration",
            ],
            Keys(task).Where(key => key.EndsWith("uration", StringComparison.Ordinal)));
        Assert.Equal(5, task.GetProperty("idleDuration").GetInt32());
        Assert.Equal(3, task.GetProperty("totalBlurDuration").GetInt32());
        Assert.Equal(
            ["stage", "stageId", "duration", "idleDuration", "blurDuration", "completedAt"],
            Keys(task.GetProperty("stageHistory")[0])[..6]);
    }

    [Fact]
    public void History_NotWanted_IsLeftOut() =>
        Assert.DoesNotContain("stageHistory", Keys(Task(Source(), new() { IncludeHistory = false })));

    [Fact]
    public void Metadata_NotWanted_IsLeftOutEverywhere()
    {
        var task = Task(Source(), new() { IncludeMetadata = false });

        Assert.DoesNotContain("metadata", Keys(task.GetProperty("tools")[0]));
        Assert.DoesNotContain("metadata", Keys(task.GetProperty("stageHistory")[1].GetProperty("tools")[0]));
    }

    [Fact]
    public void History_StartEntry_IsEmptyAndNobodys()
    {
        var start = Task(Source()).GetProperty("stageHistory")[0];

        Assert.Equal(
            ["stage", "stageId", "duration", "completedAt", "tools", "classifications", "relations"], Keys(start));
        Assert.Equal(0, start.GetProperty("tools").GetArrayLength());
    }

    [Fact]
    public void History_HumanEntry_HasNameSubmitterAndLabels()
    {
        var label = Task(Source()).GetProperty("stageHistory")[1];

        Assert.Equal(
            [
                "stage", "stageId", "duration", "completedAt", "completedBy", "tools", "classifications", "relations",
            ],
            Keys(label));
        Assert.Equal("Label", label.GetProperty("stage").GetString());
        Assert.Equal(Labeler, label.GetProperty("completedBy").GetString());
        Assert.Equal(Box.ObjectId, label.GetProperty("tools")[0].GetProperty("objectId").GetString());
    }

    [Fact]
    public void History_AutomaticEntry_HasTheLabelsOfTheVisitBefore()
    {
        var webhook = Task(Source()).GetProperty("stageHistory")[2];

        Assert.Equal("First webhook", webhook.GetProperty("stage").GetString());
        Assert.DoesNotContain("completedBy", Keys(webhook));
        Assert.Equal(Box.ObjectId, webhook.GetProperty("tools")[0].GetProperty("objectId").GetString());
    }

    [Fact]
    public void History_LabelsChangedLater_KeepsThoseOfTheVisit()
    {
        var source = Source();
        source.Task.Save(TaskAnswer.Empty, default, Labeler, At("2025-02-07T00:00:00Z"));

        var task = Task(source);

        Assert.Equal(0, task.GetProperty("tools").GetArrayLength());
        Assert.Equal(1, task.GetProperty("stageHistory")[1].GetProperty("tools").GetArrayLength());
    }

    [Fact]
    public void History_WithBrush_NamesItFromThatVisitOn()
    {
        var history = Task(Source(Answer with { BrushDataUrl = "https://a.example/b.png" })).GetProperty("stageHistory");

        Assert.DoesNotContain("brushDataUrl", Keys(history[0]));
        Assert.Equal("https://a.example/b.png", history[1].GetProperty("brushDataUrl").GetString());
        Assert.Equal("https://a.example/b.png", history[2].GetProperty("brushDataUrl").GetString());
        Assert.DoesNotContain("medicalBrushDataUrl", Keys(history[1]));
    }

    private static JsonElement Task(DocumentSource source, ExportDocumentOptions? options = null) =>
        Export(source, options).GetProperty("task");
}
