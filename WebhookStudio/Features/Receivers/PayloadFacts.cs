using System.Text.Json;
using WebhookStudio.Domain.Receivers;

namespace WebhookStudio.Features.Receivers;

/// <summary>Reads from a payload what the list shows of it.</summary>
internal static class PayloadFacts
{
    /// <summary>Gets the <c>externalId</c> of a payload, or <see langword="null"/> if the bytes are not one.</summary>
    public static string? ExternalId(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);

        try
        {
            while (reader.Read())
            {
                if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.ValueTextEquals("externalId"))
                {
                    return reader.Read() && reader.TokenType is JsonTokenType.String ? Cut(reader.GetString()!) : null;
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or text that is not Unicode: then it has no external ID.
        }

        return null;
    }

    private static string Cut(string text) =>
        text.Length > ReceivedWebhook.TextMaxLength ? text[..ReceivedWebhook.TextMaxLength] : text;
}
