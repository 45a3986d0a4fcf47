using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Json;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Data.Conversions;

/// <summary>The JSON in which documents such as workflows and answers lie in a column of the database.</summary>
/// <remarks>It is nobody's contract but the database's own; what leaves the house is written in <c>Domain/Documents</c>.</remarks>
internal static class StoredJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    public static ValueConverter<T, string> Converter<T>() => new(
        value => JsonSerializer.Serialize(value, Options),
        text => JsonSerializer.Deserialize<T>(text, Options)!);

    /// <summary>For what is set once and for all: no change is looked for, so none costs anything to rule out.</summary>
    public static ValueComparer<T> Unchanging<T>() => new((a, b) => true, value => 0, value => value);

    /// <summary>Compares what never changes in place: two references to the same object are equal, others by their JSON.</summary>
    public static ValueComparer<T> Comparer<T>()
        where T : class? => new(
        (a, b) => ReferenceEquals(a, b)
            || JsonSerializer.Serialize(a, Options) == JsonSerializer.Serialize(b, Options),
        value => JsonSerializer.Serialize(value, Options).GetHashCode(StringComparison.Ordinal),
        value => value);

    private static JsonSerializerOptions Create()
    {
        var resolver = new DefaultJsonTypeInfoResolver();
        resolver.Modifiers.Add(DistinguishSettings);

        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            TypeInfoResolver = resolver,
            Encoder = PlainJsonEncoder.Instance,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            IgnoreReadOnlyProperties = true,
        };

        options.Converters.Add(new StageIdJsonConverter());
        options.Converters.Add(new SealedTextJsonConverter());
        options.Converters.Add(new WellFormedConverter());
        options.Converters.Add(new JsonStringEnumConverter());

        return options;
    }

    private static void DistinguishSettings(JsonTypeInfo type)
    {
        if (type.Type == typeof(LogicRule))
        {
            DistinguishRules(type);
        }

        if (type.Type != typeof(StageSettings))
        {
            return;
        }

        type.PolymorphismOptions = new() { TypeDiscriminatorPropertyName = "$kind" };
        type.PolymorphismOptions.DerivedTypes.Add(new(typeof(StartStageSettings), "Start"));
        type.PolymorphismOptions.DerivedTypes.Add(new(typeof(LabelStageSettings), "Label"));
        type.PolymorphismOptions.DerivedTypes.Add(new(typeof(ReviewStageSettings), "Review"));
        type.PolymorphismOptions.DerivedTypes.Add(new(typeof(HoldStageSettings), "Hold"));
        type.PolymorphismOptions.DerivedTypes.Add(new(typeof(LogicStageSettings), "Logic"));
        type.PolymorphismOptions.DerivedTypes.Add(new(typeof(WebhookStageSettings), "Webhook"));
        type.PolymorphismOptions.DerivedTypes.Add(new(typeof(CompleteStageSettings), "Complete"));
    }

    private static void DistinguishRules(JsonTypeInfo type)
    {
        type.PolymorphismOptions = new() { TypeDiscriminatorPropertyName = "$kind" };
        type.PolymorphismOptions.DerivedTypes.Add(new(typeof(AnnotationTypeRule), "AnnotationType"));
        type.PolymorphismOptions.DerivedTypes.Add(new(typeof(AnnotatorRule), "Annotator"));
        type.PolymorphismOptions.DerivedTypes.Add(new(typeof(RandomSampleRule), "RandomSample"));
        type.PolymorphismOptions.DerivedTypes.Add(new(typeof(DurationRule), "Duration"));
        type.PolymorphismOptions.DerivedTypes.Add(new(typeof(BatchRule), "Batch"));
    }

    private sealed class StageIdJsonConverter : JsonConverter<StageId>
    {
        public override StageId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, StageId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }

    private sealed class SealedTextJsonConverter : JsonConverter<SealedText>
    {
        public override SealedText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, SealedText value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Cipher);
    }

    /// <summary>Stores what users gave even if it names half a surrogate pair, which no element can be written with.</summary>
    private sealed class WellFormedConverter : JsonConverter<JsonElement>
    {
        public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonElement.ParseValue(ref reader);

        public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) =>
            PlainJson.WellFormed(value).WriteTo(writer);
    }
}
