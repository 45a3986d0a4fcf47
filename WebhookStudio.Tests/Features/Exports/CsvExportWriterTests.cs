using System.Text;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Features.Exports;
using WebhookStudio.Tests.Domain.Documents;

namespace WebhookStudio.Tests.Features.Exports;

public sealed class CsvExportWriterTests
{
    private const string Head = "externalId,asset,assetId,taskId,stage,batches,updatedAt,updatedBy,totalDuration";

    [Fact]
    public async Task Write_NoTasks_IsTheHeadAlone()
    {
        var text = await WriteAsync([], SeedSample.Source());

        Assert.Equal($"{Head},objects,labels\r\n", text);
    }

    [Fact]
    public async Task Write_Task_HasOneCellForEachColumn()
    {
        var source = SeedSample.Source();

        var row = (await WriteAsync([source], source)).Split("\r\n")[1];

        Assert.StartsWith($"{source.Asset.ExternalId},{source.AssetUrl},{source.Asset.Id},{source.Task.Id},", row, StringComparison.Ordinal);
        Assert.Contains(",batch-1; batch-2,", row, StringComparison.Ordinal);
        Assert.Contains("\"\"bounding-box\"\"", row, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a, b", "\"a, b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("@cmd", "\"'@cmd\"")]
    public async Task Write_Answer_IsQuotedSoThatNoSpreadsheetMistakesIt(string answer, string cell)
    {
        var question = new Classification { Title = "Note", Tool = ToolKinds.Text, SchemaId = "note" };
        var source = SeedSample.Source(
            new() { Classifications = [new ClassificationAnswer { SchemaId = "note", Kind = ToolKinds.Text, Answer = [answer] }] },
            new() { Classifications = [question] });

        var text = await WriteAsync([source], source);

        Assert.StartsWith($"{Head},Note,objects,labels\r\n", text, StringComparison.Ordinal);
        Assert.Contains($",{cell},0,", text, StringComparison.Ordinal);
    }

    private static async Task<string> WriteAsync(IReadOnlyList<DocumentSource> sources, DocumentSource of)
    {
        using var file = new MemoryStream();

        await using (var writer = new CsvExportWriter(file, of.Project, ExportDocumentOptions.Default))
        {
            await writer.BeginAsync(CancellationToken.None);
            await writer.WriteAsync(sources, CancellationToken.None);
            await writer.EndAsync(CancellationToken.None);
        }

        return Encoding.UTF8.GetString(file.ToArray());
    }
}
