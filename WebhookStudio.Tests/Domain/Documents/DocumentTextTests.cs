using System.Text;
using System.Text.Json;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Tasks;
using static WebhookStudio.Tests.Domain.Documents.SeedSample;

namespace WebhookStudio.Tests.Domain.Documents;

/// <summary>Every place of a document into which people type keeps what they typed.</summary>
public class DocumentTextTests
{
    private const string Typed = "Le Croissànt 🥐😀 <b>&'+\u2028\u0085 ş";

    [Fact]
    public void Webhook_TypedTexts_AppearUnescapedEverywhere()
    {
        var text = Encoding.UTF8.GetString(WebhookDocument.Write(TypedEverywhere(), WebhookStage with { Name = Typed }));

        // External id, key and value of the metadata, batch, stage, title of the schema and of the annotation,
        // option of the schema and of the answer, geometry, relation, brush, unknown key and value of the schema.
        Assert.Equal(14, text.Split(Typed).Length - 1);
        Assert.DoesNotContain('\\', text);
    }

    [Fact]
    public void Export_TypedTexts_AppearUnescapedEverywhere()
    {
        var text = Export(TypedEverywhere(), new() { IncludeHistory = false }).GetRawText();

        Assert.Equal(9, text.Split(Typed).Length - 1);
        Assert.DoesNotContain('\\', text);
    }

    [Fact]
    public void Webhook_Texts_AreReadBackIdentically()
    {
        var document = Webhook(TypedEverywhere());

        Assert.Equal(Typed, document.GetProperty("externalId").GetString());
        Assert.Equal(Typed, document.GetProperty("metadata").GetProperty(Typed).GetString());
        Assert.Equal(Typed, document.GetProperty("task").GetProperty("tools")[0].GetProperty("title").GetString());
    }

    private static DocumentSource TypedEverywhere()
    {
        var quoted = JsonSerializer.Serialize(Typed);
        var schema = new CategorySchema
        {
            Tools = [new() { SchemaId = BoxSchemaId, Title = Typed }],
            Classifications =
            [
                new()
                {
                    SchemaId = "q",
                    Options = [new() { SchemaId = "o", Value = Typed }],
                    Others = new Dictionary<string, JsonElement> { [Typed] = Read(quoted) },
                },
            ],
        };
        var answer = new TaskAnswer
        {
            Tools = [Box with { Kind = "ner", Geometry = Read($$"""{"t":{{quoted}}}""") }],
            Classifications = [new() { SchemaId = "q", Kind = ToolKinds.Radio, Answer = ["o"] }],
            Relations = [Read(quoted)],
            BrushDataUrl = Typed,
        };
        var source = Source(answer, schema);

        return source with
        {
            Asset = new Asset
            {
                Id = source.Asset.Id,
                ProjectId = source.Asset.ProjectId,
                Data = source.Asset.Data,
                ExternalId = Typed,
                Metadata = Read($$"""{{{quoted}}:{{quoted}}}"""),
                CreatedAt = source.Asset.CreatedAt,
            },
            Batches = [new Batch { Id = new("651521e299f4bf0015872c91"), ProjectId = source.Project.Id, Name = Typed }],
        };
    }
}
