using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Json;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Api;

/// <summary>The JSON of the API's answers: the envelope of the dialect, text unescaped, instants with milliseconds and Z.</summary>
internal static class ApiJson
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Answers <c>{"status":"success","data":{...}}</c>.</summary>
    /// <param name="data">An object whose properties become the fields of <c>data</c>.</param>
    /// <param name="status">The status code, 200 if not said.</param>
    public static IResult Success(object data, int status = StatusCodes.Status200OK) =>
        Results.Json(new Answer("success", data), Options, statusCode: status);

    /// <summary>Answers <c>{"status":"fail","message":"..."}</c>; <c>error</c> from status 500 on.</summary>
    public static IResult Failure(int status, string message) =>
        Results.Json(new Refusal(IsOurs(status) ? "error" : "fail", message), Options, statusCode: status);

    private static bool IsOurs(int status) => status >= StatusCodes.Status500InternalServerError;

    public static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture);

    /// <summary>Takes stored JSON into an answer. Half a surrogate pair in it becomes U+FFFD.</summary>
    public static JsonNode? Node(JsonElement element) => JsonSerializer.SerializeToNode(PlainJson.WellFormed(element), Options);

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = PlainJsonEncoder.Instance };

        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new IdConverterFactory());
        options.Converters.Add(new StageIdConverter());

        return options;
    }

    private sealed record Answer(string Status, object Data);

    private sealed record Refusal(string Status, string Message);

    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Instant(value));
    }

    private sealed class StageIdConverter : JsonConverter<StageId>
    {
        public override StageId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, StageId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }

    private sealed class IdConverterFactory : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Id<>);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(
                typeof(IdConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;
    }

    private sealed class IdConverter<T> : JsonConverter<Id<T>>
    {
        public override Id<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Id<T> value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}
