using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hangfire.Storage.SQLite.Jobs;

/// <summary>Names and values of a job or a state, in one column.</summary>
internal static class Fields
{
    private const string None = "{}";

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IDictionary<string, string?>? fields) =>
        fields is null or { Count: 0 } ? None : JsonSerializer.Serialize(fields, Compact);

    /// <exception cref="JsonException">Somebody has changed the column by hand.</exception>
    public static Dictionary<string, string?> Read(string text) =>
        text == None ? [] : JsonSerializer.Deserialize<Dictionary<string, string?>>(text, Compact) ?? [];
}
