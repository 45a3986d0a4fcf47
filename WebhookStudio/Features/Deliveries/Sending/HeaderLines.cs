using System.Net.Http.Headers;
using System.Text;

namespace WebhookStudio.Features.Deliveries.Sending;

/// <summary>Writes headers for the log.</summary>
internal static class HeaderLines
{
    /// <summary>The most characters kept; what comes after is cut off.</summary>
    private const int MostKept = 8 * 1024;

    private const int MostReused = 8 * 1024;

    // Two texts an attempt, thousands of attempts a second: the builder stays with its thread.
    [ThreadStatic]
    private static StringBuilder? _reused;

    /// <summary>Writes one <c>Name: value</c> a line.</summary>
    /// <param name="headers">The headers of the message.</param>
    /// <param name="content">The headers of its content.</param>
    /// <param name="mask">Whether a header is written as hidden; without it none is.</param>
    /// <param name="redact">Hides what no header may show; it sees the whole before it is cut.</param>
    public static string Write(
        HttpHeaders headers, HttpHeaders content, Func<string, bool>? mask = null, Func<string, string>? redact = null)
    {
        var text = _reused ?? new StringBuilder(1024);
        _reused = null;

        Append(text, headers, mask);
        Append(text, content, mask);
        var written = redact is null ? text.ToString(0, Math.Min(text.Length, MostKept)) : Cut(redact(text.ToString()));

        if (text.Capacity <= MostReused)
        {
            _reused = text.Clear();
        }

        return written;
    }

    private static string Cut(string text) => text.Length <= MostKept ? text : text[..MostKept];

    private static void Append(StringBuilder text, HttpHeaders headers, Func<string, bool>? mask)
    {
        foreach (var (name, values) in headers.NonValidated)
        {
            text.Append(name).Append(": ").Append(mask?.Invoke(name) is true ? HiddenValues.Mask : values.ToString()).Append('\n');
        }
    }
}
