using System.Text;
using WebhookStudio.Domain;

namespace WebhookStudio.Features.Tasks.Importing;

/// <summary>Reads a list of assets: JSON, JSON lines, or a table with commas, semicolons or tabs.</summary>
internal static class ListReader
{
    private const string Code = "import.list";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the rows, in their order. What is in them is checked later.</summary>
    /// <exception cref="DomainRuleException">It is no list; the message names the line and says what to do.</exception>
    public static IReadOnlyList<ListedRow> Read(byte[] content)
    {
        var text = Text(content);

        if (string.IsNullOrWhiteSpace(text))
        {
            throw new DomainRuleException(Code, "The list is empty. Choose a file with at least one asset, or start from a template.");
        }

        var rows = text.TrimStart()[0] is '[' or '{' ? JsonRows.Read(Strict.GetBytes(text)) : CsvRows.Read(text);

        return rows.Count switch
        {
            0 => throw new DomainRuleException(Code, "The list has no assets. Add a row for each, or start from a template."),
            > IListImports.MaxRows => throw new DomainRuleException(
                Code, $"The list has {rows.Count:N0} rows; one import takes {IListImports.MaxRows:N0}. Split it."),
            _ => rows,
        };
    }

    /// <summary>Makes the refusal of a list that breaks off in a line.</summary>
    public static DomainRuleException Refuse(long line, string problem) => new(Code, $"Line {line}: {problem}");

    private static string Text(byte[] content)
    {
        try
        {
            return Strict.GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new DomainRuleException(
                Code, "The list is not text in UTF-8. Save it as UTF-8 (a spreadsheet calls it 'CSV UTF-8') and choose it again.");
        }
    }
}
