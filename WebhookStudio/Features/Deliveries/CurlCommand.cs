using System.Text;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Writes an attempt as a command for a POSIX shell. Secrets are left out: their places are marked.</summary>
public static class CurlCommand
{
    /// <summary>The longest body that is written into the command, in bytes; a longer one is read from a file.</summary>
    public const int InlineLimit = 16 * 1024;

    private static readonly string[] MadeByCurl = ["Host", "Content-Length", "Connection", "Transfer-Encoding"];

    private static readonly string[] Secret = ["Authorization", "Cookie", "Proxy-Authorization"];

    public static string Of(AttemptDetails details)
    {
        var command = new StringBuilder("curl -X POST ").Append(Quote(details.Line.Url));

        foreach (var header in HeaderLine.Parse(details.RequestHeaders))
        {
            if (!MadeByCurl.Contains(header.Name, StringComparer.OrdinalIgnoreCase))
            {
                command.Append(" \\\n  -H ").Append(Quote($"{header.Name}: {Shown(header)}"));
            }
        }

        var body = details.PayloadSize <= InlineLimit
            ? Quote(Encoding.UTF8.GetString(details.Payload))
            : $"@webhook-{details.Line.DeliveryId}.json";

        return command.Append(" \\\n  --data-binary ").Append(body).ToString();
    }

    private static string Shown(HeaderLine header)
    {
        var isMasked = header.Value.Contains('*', StringComparison.Ordinal) || header.Value.Contains('•', StringComparison.Ordinal);

        if (!isMasked && !Secret.Contains(header.Name, StringComparer.OrdinalIgnoreCase))
        {
            return header.Value;
        }

        return header.Value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? "Bearer YOUR_TOKEN" : "YOUR_VALUE";
    }

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
