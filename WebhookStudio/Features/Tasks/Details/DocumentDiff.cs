using WebhookStudio.Features.Receivers;

namespace WebhookStudio.Features.Tasks.Details;

/// <summary>Two documents line by line, each line beside the one it corresponds to.</summary>
internal static class DocumentDiff
{
    /// <summary>Longer documents are shown beside each other as they are: comparing takes the product of their lengths.</summary>
    private const int MostLines = 2_000;

    /// <summary>Lays two documents out.</summary>
    public static IReadOnlyList<DiffLine> Of(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right)
    {
        var (a, b) = (Lines(left), Lines(right));

        return a.Length > MostLines || b.Length > MostLines
            ? [.. Enumerable.Range(0, Math.Max(a.Length, b.Length)).Select(i => new DiffLine(At(a, i), At(b, i), Differs: false))]
            : [.. Pair(Align(a, b))];
    }

    private static DocumentLine[] Lines(ReadOnlyMemory<byte> document) =>
        [.. (JsonLines.Of(document) ?? []).Select((pieces, index) => new DocumentLine(index + 1, pieces))];

    private static DocumentLine? At(DocumentLine[] lines, int index) => index < lines.Length ? lines[index] : null;

    /// <summary>Finds the longest series of lines that both have, and puts the others between.</summary>
    private static IEnumerable<(DocumentLine? Left, DocumentLine? Right)> Align(DocumentLine[] a, DocumentLine[] b)
    {
        var common = new int[a.Length + 1, b.Length + 1];

        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
            {
                common[i, j] = a[i].Text == b[j].Text ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var (left, right) = (0, 0);

        while (left < a.Length || right < b.Length)
        {
            if (left < a.Length && right < b.Length && a[left].Text == b[right].Text)
            {
                yield return (a[left++], b[right++]);
            }
            else if (right == b.Length || (left < a.Length && common[left + 1, right] >= common[left, right + 1]))
            {
                yield return (a[left++], null);
            }
            else
            {
                yield return (null, b[right++]);
            }
        }
    }

    /// <summary>Puts what only one has beside what only the other has.</summary>
    private static IEnumerable<DiffLine> Pair(IEnumerable<(DocumentLine? Left, DocumentLine? Right)> aligned)
    {
        var (left, right) = (new Queue<DocumentLine>(), new Queue<DocumentLine>());

        foreach (var (a, b) in aligned.Append((null, null)))
        {
            if (a is null != b is null)
            {
                (a is null ? right : left).Enqueue((a ?? b)!);
                continue;
            }

            while (left.Count > 0 || right.Count > 0)
            {
                yield return new(left.TryDequeue(out var l) ? l : null, right.TryDequeue(out var r) ? r : null, Differs: true);
            }

            if (a is not null)
            {
                yield return new(a, b, Differs: false);
            }
        }
    }
}

/// <summary>A line of a document.</summary>
/// <param name="Number">Its number; the first is 1.</param>
/// <param name="Pieces">Its pieces by colour.</param>
internal sealed record DocumentLine(int Number, IReadOnlyList<JsonPiece> Pieces)
{
    public string Text { get; } = string.Concat(Pieces.Select(piece => piece.Text)).TrimEnd(',');
}

/// <summary>Two lines beside each other.</summary>
internal sealed record DiffLine(DocumentLine? Left, DocumentLine? Right, bool Differs);
