using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace WebhookStudio.Domain.Json;

/// <summary>How JSON that leaves the house is written: compact UTF-8 in which only what JSON demands is escaped.</summary>
public static class PlainJson
{
    /// <summary>Gets the options of every writer of such a document.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = PlainJsonEncoder.Instance };

    /// <summary>Writes a document in memory.</summary>
    /// <param name="write">Writes exactly one value.</param>
    /// <returns>UTF-8 without a byte order mark.</returns>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);

        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Makes an element safe to write and to read as text.</summary>
    /// <remarks>
    /// JSON can name half a surrogate pair (<c>"\ud800"</c>), and such an element throws when it is read or written.
    /// Each half is replaced by U+FFFD. Everything else stays, digits of numbers and order of keys included.
    /// </remarks>
    /// <param name="element">Any element that has a value.</param>
    /// <returns>The same element if it is fine, as it nearly always is.</returns>
    public static JsonElement WellFormed(JsonElement element)
    {
        var raw = JsonMarshal.GetRawUtf8Value(element);

        return LoneSurrogates.MayBeIn(raw) ? LoneSurrogates.Replace(raw) : element;
    }

    /// <summary>Writes an element as it was given: numbers keep their digits.</summary>
    internal static void WriteElement(this Utf8JsonWriter writer, JsonElement element) =>
        WellFormed(element).WriteTo(writer);

    /// <summary>Writes elements as they were given.</summary>
    internal static void WriteElements(
        this Utf8JsonWriter writer, ReadOnlySpan<byte> name, IEnumerable<JsonElement> elements)
    {
        writer.WriteStartArray(name);

        foreach (var element in elements)
        {
            writer.WriteElement(element);
        }

        writer.WriteEndArray();
    }

    internal static void WriteStrings(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);

        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes an instant as <c>2025-02-06T10:13:28.709Z</c>; what is finer than a millisecond is cut off.</summary>
    internal static void WriteInstant(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset instant)
    {
        Span<byte> text = stackalloc byte[24];
        instant.UtcDateTime.TryFormat(text, out var length, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        writer.WriteString(name, text[..length]);
    }
}
