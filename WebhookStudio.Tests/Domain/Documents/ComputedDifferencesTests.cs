using System.Text;
using WebhookStudio.Domain.Documents;
using WebhookStudio.Domain.Json;
using static WebhookStudio.Tests.Domain.Documents.SeedSample;

namespace WebhookStudio.Tests.Domain.Documents;

/// <summary>The three differences of the documentation are read from the documents, not known by heart.</summary>
public class ComputedDifferencesTests
{
    [Fact]
    public void Of_SeedSample_HasAllThree()
    {
        var differences = Differences(Source());

        Assert.Equal(new("""["67a3beb088cb6f0f79763515","67a3beb088cb6f0f79763516"]""", """["batch-1","batch-2"]"""), differences.Batches);
        Assert.Equal(new("""["batch-1","batch-2"]""", Export: null), differences.BatchNames);
        Assert.Equal(new("0 of 3", "3 of 3"), differences.StageHistory);
    }

    [Fact]
    public void Of_TaskWithoutBatchesAndHistory_SaysWhatIsTheSame()
    {
        var differences = Differences(Source() with { Batches = [], Visits = [] });

        Assert.False(differences.Batches.Differs);
        Assert.True(differences.BatchNames.Differs);
        Assert.Equal(new("0 of 0", "0 of 0"), differences.StageHistory);
    }

    [Fact]
    public void Of_DocumentsThatAgree_FindsNothing()
    {
        var same = Encoding.UTF8.GetBytes("""{"batches":[],"task":{}}""");

        var differences = DocumentDifferences.Of(same, same);

        Assert.False(differences.Batches.Differs || differences.BatchNames.Differs || differences.StageHistory.Differs);
    }

    private static DocumentDifferences Differences(DocumentSource source) => DocumentDifferences.Of(
        WebhookDocument.Write(source, WebhookStage),
        PlainJson.Write(writer => ExportDocument.Write(writer, source, ExportDocumentOptions.Default)));
}
