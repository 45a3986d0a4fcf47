using System.Text;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Writes an attempt as a command for a POSIX shell. Secrets are left out: their places are marked.</summary>
public static class CurlCommand
{
    /// <summary>The longest body that is written into the command, in bytes; a longer one is read from a file.</summary>
    public const int InlineLimit = 16 * 1024;

    /// <summary>What the log holds in place of a secret value.</summary>
    private const string Hidden = "(hidden)";

    private static readonly string[] MadeByCurl = ["Host", "Content-Length", "Connection", "Transfer-Encoding"];

    /// <param name="details">The attempt.</param>
    /// <param name="sent">The bytes that were sent.</param>
    public static string Of(AttemptDetails details, byte[] sent)
    {
        var command = new StringBuilder("curl -X POST ").Append(Quote(details.Line.Url));

        foreach (var header in HeaderLine.Parse(details.RequestHeaders))
        {
            if (!MadeByCurl.Contains(header.Name, StringComparer.OrdinalIgnoreCase))
            {
                command.Append(" \\\n  -H ").Append(Quote($"{header.Name}: {Shown(header)}"));
            }
        }

        var body = sent.Length <= InlineLimit
            ? Quote(Encoding.UTF8.GetString(sent))
            : $"@{details.Line.Id}-request.txt";

        return command.Append(" \\\n  --data-binary ").Append(body).ToString();
    }

    private static string Shown(HeaderLine header) => header switch
    {
        _ when header.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) => "Bearer YOUR_TOKEN",
        { Value: Hidden } => "YOUR_VALUE",
        _ => header.Value,
    };

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
