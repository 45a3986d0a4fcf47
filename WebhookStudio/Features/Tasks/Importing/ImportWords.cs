using System.Globalization;
using WebhookStudio.Domain.Assets;

namespace WebhookStudio.Features.Tasks.Importing;

/// <summary>Says in words how imports stand.</summary>
internal static class ImportWords
{
    public static string Result(ListImport import) => import.Status switch
    {
        ListImportStatus.Done => $"{TaskWords.Tasks(import.Done)} imported.",
        ListImportStatus.Cancelled => $"Cancelled: {import.Done} of {TaskWords.Tasks(import.Total)} imported; they stay.",
        ListImportStatus.Failed => $"{import.Done} of {TaskWords.Tasks(import.Total)} imported, then it failed: {import.Problem}",
        _ => $"{import.Done} of {TaskWords.Tasks(import.Total)}",
    };

    public static string Rows(int count) =>
        count == 1 ? "1 row" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} rows");

    public static string Pictures(int count) => count == 1 ? "1 picture" : $"{count} pictures";
}
