using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Features.Api;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Writes lines of the log as a table after RFC 4180 in UTF-8.</summary>
/// <remarks>Texts that a spreadsheet would take for formulas get an apostrophe in front.</remarks>
internal static class LogTableFile
{
    private static readonly string[] Columns =
    [
        "date", "status", "outcome", "accepted", "externalId", "stage", "attempt", "trigger", "triggeredBy", "durationMs", "url",
        "detail", "taskId", "deliveryId", "attemptId", "stageId", "workflowVersion", "remoteAddress", "retryAfterSeconds",
    ];

    public static async Task WriteAsync(
        IAsyncEnumerable<IReadOnlyList<LogLine>> portions, Stream to, CancellationToken cancellationToken)
    {
        await using var csv = new CsvWriter(
            new StreamWriter(to, leaveOpen: true),
            new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape });
        await RowAsync(csv, Columns);

        await foreach (var lines in portions.WithCancellation(cancellationToken))
        {
            foreach (var line in lines)
            {
                await RowAsync(csv, Cells(line));
            }

            await csv.FlushAsync();
        }
    }

    /// <summary>Gets the name of a file: the project and the time it is about, such as
    /// <c>pastry-detection-logs-24h-until-2026-02-06T1014Z.csv</c>.</summary>
    public static string Name(string project, LogRange? range, DateTimeOffset now, string extension)
    {
        var words = new string([.. project.Trim().ToLowerInvariant().Select(sign => char.IsLetterOrDigit(sign) ? sign : '-')]);
        var until = now.UtcDateTime.ToString("yyyy-MM-dd'T'HHmm'Z'", CultureInfo.InvariantCulture);
        var time = range switch
        {
            null => $"all-until-{until}",
            { EndsNow: true } => $"{range.Word}-until-{until}",
            _ => range.Word.Replace(":", "", StringComparison.Ordinal).Replace("/", "-to-", StringComparison.Ordinal),
        };

        return $"{words}-logs-{time}.{extension}";
    }

    private static string?[] Cells(LogLine line) =>
    [
        ApiJson.Instant(line.StartedAt), line.Status, line.Outcome.Word, line.Accepted ? "true" : "false", line.ExternalId, line.StageName,
        Text(line.Number), LogJson.Word(line.Trigger), line.TriggeredBy, Text(Math.Round(line.DurationMs, 3)), line.Url,
        line.Detail, line.TaskId.Value, line.DeliveryId.Value, line.Id.Value, line.StageId.Value,
        line.WorkflowVersion == 0 ? null : Text(line.WorkflowVersion), line.RemoteAddress, line.RetryAfterSeconds is { } asked ? Text(asked) : null,
    ];

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private static Task RowAsync(CsvWriter csv, IEnumerable<string?> cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(cell);
        }

        return csv.NextRecordAsync();
    }
}
