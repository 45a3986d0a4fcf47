using System.Text;
using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Json;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.Domain.Documents;

/// <summary>The domain objects behind the sample of the webhook documentation, and the sample itself.</summary>
internal static class SeedSample
{
    /// <summary>The address as the documentation shows it, with a no-break space in it.</summary>
    public const string Labeler = "[email\u00A0protected]";

    public const string BoxSchemaId = "d3fb304c505050a0631e201";

    public static readonly Stage WebhookStage = new()
    {
        Id = new("08960214-cb68-4109-ac75-33ed521e9cac"),
        Name = "Webhook",
        Next = [StageId.Complete],
        Settings = new WebhookStageSettings { Url = "https://example.com/hook" },
    };

    private static readonly Id<LabelTask> TaskId = new("67a3beb088cb6f0f79763514");
    private static readonly Id<Project> ProjectId = new("67a3be4088cb6f0f7976327b");

    /// <summary>Gets the sample as it stands in the documentation.</summary>
    public static string Golden { get; } = ReadGolden();

    public static DocumentSource Source(TaskAnswer? answer = null, CategorySchema? schema = null)
    {
        var project = MakeProject(schema ?? SampleSchema);
        var asset = MakeAsset();

        return new(
            project,
            asset,
            asset.Data,
            [MakeBatch("67a3beb088cb6f0f79763515", "batch-1"), MakeBatch("67a3beb088cb6f0f79763516", "batch-2")],
            MakeTask(asset, answer ?? Answer),
            [StartVisit(), LabelVisit(answer ?? Answer), EarlierWebhookVisit()]);
    }

    public static JsonElement Webhook(DocumentSource source) => Read(WebhookDocument.Write(source, WebhookStage));

    public static JsonElement Export(DocumentSource source, ExportDocumentOptions? options = null) =>
        Read(PlainJson.Write(
            writer => ExportDocument.Write(writer, source, options ?? ExportDocumentOptions.Default)));

    public static JsonElement Read(string text) => JsonElement.Parse(text);

    public static JsonElement Read(byte[] utf8) => JsonElement.Parse(utf8);

    public static string[] Keys(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];

    public static string?[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(entry => entry.GetString())];

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, null);

    public static CategorySchema SampleSchema { get; } = new()
    {
        Tools = [new LabelTool { SchemaId = BoxSchemaId, ShortcutKey = "1" }],
    };

    public static Annotation Box { get; } = new()
    {
        ObjectId = "49c2c2d71cccba94e471625",
        SchemaId = BoxSchemaId,
        Kind = ToolKinds.BoundingBox,
        Geometry = Read("""
            {"x":401.2628984836038,"y":398.68154506437764,"height":200.2,"width":201.91845493562232}
            """),
        Metadata = new()
        {
            CreatedAt = At("2025-02-06T10:13:27.625Z"),
            CreatedBy = Labeler,
            CreatedIn = "Label",
        },
    };

    public static TaskAnswer Answer { get; } = new() { Tools = [Box] };

    private static Project MakeProject(CategorySchema schema)
    {
        var createdAt = At("2025-02-05T19:38:40Z");
        var workflow = new Workflow
        {
            Stages =
            [
                Workflow.Default.Stages[0],
                Workflow.Default.Stages[1] with { Next = [WebhookStage.Id] },
                WebhookStage,
                Workflow.Default.Stages[2],
            ],
        };
        var project = Project.Create("Sample", "", Labeler, workflow, createdAt, ProjectId);
        project.ChangeSchema(schema, createdAt);

        return project;
    }

    private static Asset MakeAsset() => new()
    {
        Id = new("67a3beaf88cb6f0f797634ff"),
        ProjectId = ProjectId,
        Data = "https://angohub-test-assets.s3.eu-central-1.amazonaws.com/67a3be4088cb6f0f7976327b/assets/"
            + "9a02ef5e-1281-48a6-902e-c959c1e1b201.png",
        ExternalId = "task5.png",
        Metadata = Read("""{"width":1001,"height":1001}"""),
        CreatedAt = At("2025-02-05T19:40:31Z"),
    };

    private static Batch MakeBatch(string id, string name) => new() { Id = new(id), ProjectId = ProjectId, Name = name };

    private static LabelTask MakeTask(Asset asset, TaskAnswer answer)
    {
        var task = LabelTask.Create(asset, StageId.Start, Labeler, At("2025-02-05T19:40:32Z"), TaskId);
        var start = Workflow.Default.Stages[0];
        var label = Workflow.Default.Stages[1];
        task.Leave(start, VisitKind.Start, null, At("2025-02-05T19:40:32.305Z"));
        task.Enter(label, At("2025-02-05T19:40:32.305Z"));
        task.Save(answer, new(Active: 3549), Labeler, At("2025-02-06T10:13:28.709Z"));
        task.Leave(label, VisitKind.Human, Labeler, At("2025-02-06T10:13:28.745Z"));
        task.Enter(WebhookStage, At("2025-02-06T10:14:08.803Z"));

        return task;
    }

    private static StageVisit StartVisit() => new()
    {
        Id = new("67a3beb088cb6f0f79763577"),
        TaskId = TaskId,
        StageId = StageId.Start,
        StageName = "Start",
        Kind = VisitKind.Start,
        CompletedAt = At("2025-02-05T19:40:32.305Z"),
    };

    private static StageVisit LabelVisit(TaskAnswer answer) => new()
    {
        Id = new("67a48b48a31195645b7a257d"),
        TaskId = TaskId,
        StageId = StageId.Label,
        StageName = "Label",
        Kind = VisitKind.Human,
        Time = new(Active: 3549),
        CompletedAt = At("2025-02-06T10:13:28.745Z"),
        SnapshotId = new("67a48b48a31195645b7a257b"),
        SubmittedBy = Labeler,
        Answer = answer,
    };

    private static StageVisit EarlierWebhookVisit() => new()
    {
        Id = new("67a48b70a31195645b7a2ae1"),
        TaskId = TaskId,
        StageId = new("fd4b3696-96ef-49aa-8e2d-c545db740f61"),
        StageName = "First webhook",
        Kind = VisitKind.Automatic,
        CompletedAt = At("2025-02-06T10:14:08.803Z"),
        SnapshotId = new("67a48b70a31195645b7a2acf"),
    };

    private static string ReadGolden()
    {
        using var stream = typeof(SeedSample).Assembly.GetManifestResourceStream("seed-webhook.json")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);

        return reader.ReadToEnd();
    }
}
