using System.Text;
using System.Text.Json;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using static WebhookStudio.Tests.Domain.Documents.SeedSample;

namespace WebhookStudio.Tests.Domain.Documents;

public class WebhookDocumentTests
{
    [Fact]
    public void Write_SeedSample_EqualsItByteForByteAfterWhitespace()
    {
        var body = WebhookDocument.Write(Source(), WebhookStage);

        Assert.Equal(WithoutWhitespace(Golden), Encoding.UTF8.GetString(body));
    }

    [Fact]
    public void Write_Any_HasNoByteOrderMark() =>
        Assert.Equal((byte)'{', WebhookDocument.Write(Source(), WebhookStage)[0]);

    [Fact]
    public void Write_Twice_GivesTheSameBytes()
    {
        var source = Source();

        Assert.Equal(WebhookDocument.Write(source, WebhookStage), WebhookDocument.Write(source, WebhookStage));
    }

    [Fact]
    public void Stage_IsTheIdLikeStageId()
    {
        var task = Webhook(Source()).GetProperty("task");

        Assert.Equal(WebhookStage.Id.Value, task.GetProperty("stage").GetString());
        Assert.Equal(WebhookStage.Id.Value, task.GetProperty("stageId").GetString());
        Assert.Equal("Webhook", task.GetProperty("stageName").GetString());
    }

    [Fact]
    public void UpdatedBy_AfterAnAutomaticPass_IsStillTheLastSubmit()
    {
        var source = Source();
        source.Task.Leave(WebhookStage, VisitKind.Automatic, null, At("2025-02-07T00:00:00Z"));
        source.Task.Enter(WebhookStage, At("2025-02-07T00:00:00Z"));

        var task = Webhook(source).GetProperty("task");

        Assert.Equal("2025-02-06T10:13:28.709Z", task.GetProperty("updatedAt").GetString());
        Assert.Equal(Labeler, task.GetProperty("updatedBy").GetString());
    }

    [Fact]
    public void Durations_AreOfTheCurrentStage_TotalsOfAll()
    {
        var source = Source();
        source.Task.Save(Answer, new(Active: 7, Idle: 5, Blur: 3), Labeler, At("2025-02-07T00:00:00Z"));

        var task = Webhook(source).GetProperty("task");

        Assert.Equal(
            [7, 3, 5, 3556, 3, 5],
            ((string[])
            [
                "duration", "blurDuration", "idleDuration", "totalDuration", "totalBlurDuration", "totalIdleDuration",
            ]).Select(key => task.GetProperty(key).GetInt32()));
    }

    [Fact]
    public void History_StartEntry_HasNoSnapshotAndNobody() =>
        Assert.Equal(
            ["stageId", "duration", "idleDuration", "blurDuration", "completedAt", "isSkipped", "_id"],
            Keys(History(0)));

    [Fact]
    public void History_HumanEntry_SaysWhoSubmitted() =>
        Assert.Equal(
            [
                "stageId", "duration", "idleDuration", "blurDuration", "completedAt", "taskHistory", "completedBy",
                "submittedBy", "isSkipped", "_id",
            ],
            Keys(History(1)));

    [Fact]
    public void History_AutomaticEntry_HasAConsensusIdInsteadOfAPerson()
    {
        Assert.Equal(
            [
                "stageId", "duration", "idleDuration", "blurDuration", "completedAt", "taskHistory", "consensusId",
                "isSkipped", "_id",
            ],
            Keys(History(2)));
        Assert.Equal(JsonValueKind.Null, History(2).GetProperty("consensusId").ValueKind);
    }

    [Fact]
    public void History_OfATask_LeavesOutTheStageThatFires() =>
        Assert.DoesNotContain(
            WebhookStage.Id.Value,
            Webhook(Source()).GetProperty("task").GetProperty("stageHistory").EnumerateArray()
                .Select(entry => entry.GetProperty("stageId").GetString()));

    [Fact]
    public void History_SkippedVisit_SaysSo()
    {
        var source = Source();
        var skipped = new StageVisit
        {
            Id = source.Visits[0].Id,
            TaskId = source.Task.Id,
            StageId = StageId.Label,
            StageName = "Label",
            Kind = VisitKind.Human,
            Time = new(Active: 3, Idle: 2, Blur: 1),
            CompletedAt = At("2025-02-06T10:13:28.7459999Z"),
            IsSkipped = true,
        };

        var entry = Webhook(source with { Visits = [skipped] }).GetProperty("task").GetProperty("stageHistory")[0];

        Assert.True(entry.GetProperty("isSkipped").GetBoolean());
        Assert.Equal(3, entry.GetProperty("duration").GetInt32());
        Assert.Equal(2, entry.GetProperty("idleDuration").GetInt32());
        Assert.Equal(1, entry.GetProperty("blurDuration").GetInt32());
        Assert.Equal("2025-02-06T10:13:28.745Z", entry.GetProperty("completedAt").GetString());
    }

    [Theory]
    [InlineData("2025-02-06T10:13:28Z", "2025-02-06T10:13:28.000Z")]
    [InlineData("2025-02-06T10:13:28.7099999Z", "2025-02-06T10:13:28.709Z")]
    [InlineData("2025-02-06T00:30:00.5+03:00", "2025-02-05T21:30:00.500Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z")]
    public void Instant_Any_IsUtcWithMilliseconds(string instant, string written)
    {
        var source = Source();
        source.Task.Save(Answer, default, Labeler, At(instant));

        Assert.Equal(written, Webhook(source).GetProperty("task").GetProperty("updatedAt").GetString());
    }

    [Fact]
    public void Dataset_OfSeveralPages_IsGivenInOrder()
    {
        var source = Source();
        var asset = new WebhookStudio.Domain.Assets.Asset
        {
            Id = source.Asset.Id,
            ProjectId = source.Asset.ProjectId,
            Data = "/a",
            ExternalId = "scan.tif",
            Dataset = ["https://a.example/1.png", "https://a.example/0.png"],
            Metadata = Read("{}"),
            CreatedAt = source.Asset.CreatedAt,
        };

        var document = Webhook(source with { Asset = asset, AssetUrl = "https://a.example/1.png" });

        Assert.Equal(["https://a.example/1.png", "https://a.example/0.png"], Texts(document.GetProperty("dataset")));
        Assert.Equal("https://a.example/1.png", document.GetProperty("asset").GetString());
    }

    [Fact]
    public void CategorySchema_OfANewProject_HasThreeEmptyLists()
    {
        var project = Project.Create("New", "", Labeler, Workflow.Default, At("2025-02-05T19:38:40Z"));

        var schema = Webhook(Source() with { Project = project }).GetProperty("categorySchema");

        Assert.Equal("""{"tools":[],"classifications":[],"relations":[]}""", schema.GetRawText());
    }

    private static JsonElement History(int index) =>
        Webhook(Source()).GetProperty("task").GetProperty("stageHistory")[index];

    private static string WithoutWhitespace(string json)
    {
        var kept = new StringBuilder();
        var inText = false;

        for (var at = 0; at < json.Length; at++)
        {
            inText ^= json[at] == '"' && json[at - 1] != '\\';

            if (inText || !char.IsWhiteSpace(json[at]))
            {
                kept.Append(json[at]);
            }
        }

        return kept.ToString();
    }
}
