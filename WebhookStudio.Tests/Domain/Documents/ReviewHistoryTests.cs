using System.Text;
using System.Text.Json;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Json;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.Domain.Documents;

/// <summary>How reviews and forwarding stand in the stage history of webhooks and exports, key by key.</summary>
public sealed class ReviewHistoryTests
{
    private const string Reviewer = "bo@bakery.example";

    [Theory]
    [InlineData(
        VisitKind.Rejected,
        """{"stageId":"Review","duration":5,"idleDuration":0,"blurDuration":0,"completedAt":"2026-02-06T10:14:08.000Z","taskHistory":"67a48b70a31195645b7a2acf","completedBy":"bo@bakery.example","submittedBy":"bo@bakery.example","reviewStatus":"Rejected","isSkipped":false,"_id":"67a48b70a31195645b7a2ae1"}""",
        """{"stage":"Review","stageId":"Review","duration":5,"completedAt":"2026-02-06T10:14:08.000Z","completedBy":"bo@bakery.example","reviewStatus":"Rejected","tools":[],"classifications":[],"relations":[]}""")]
    [InlineData(
        VisitKind.Forwarded,
        """{"stageId":"Review","duration":5,"idleDuration":0,"blurDuration":0,"completedAt":"2026-02-06T10:14:08.000Z","taskHistory":"67a48b70a31195645b7a2acf","completedBy":"bo@bakery.example","isSkipped":false,"_id":"67a48b70a31195645b7a2ae1"}""",
        """{"stage":"Review","stageId":"Review","duration":5,"completedAt":"2026-02-06T10:14:08.000Z","completedBy":"bo@bakery.example","tools":[],"classifications":[],"relations":[]}""")]
    public void History_Entry_HasTheseKeysInThisOrder(VisitKind kind, string webhook, string export)
    {
        var source = SeedSample.Source();
        source = source with { Visits = [Visit(source.Task, kind)] };

        Assert.Equal(webhook, Entry(WebhookDocument.Write(source, SeedSample.WebhookStage)));
        Assert.Equal(export, Entry(PlainJson.Write(writer => ExportDocument.Write(writer, source, new()))));
    }

    private static string Entry(byte[] document) => JsonElement.Parse(Encoding.UTF8.GetString(document))
        .GetProperty("task").GetProperty("stageHistory")[0].GetRawText();

    private static StageVisit Visit(LabelTask task, VisitKind kind) => new()
    {
        Id = new("67a48b70a31195645b7a2ae1"),
        TaskId = task.Id,
        StageId = new StageId("Review"),
        StageName = "Review",
        Kind = kind,
        Time = new(Active: 5),
        CompletedAt = new(2026, 2, 6, 10, 14, 8, TimeSpan.Zero),
        SnapshotId = new("67a48b70a31195645b7a2acf"),
        SubmittedBy = Reviewer,
    };
}
