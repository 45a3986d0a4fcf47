using System.Collections.Immutable;
using System.Text.Json;
using WebhookStudio.Domain;

namespace WebhookStudio.Platform;

/// <summary>Reads the fields of a JSON object that came from outside. What does not fit is refused with a message that
/// names the place and the field.</summary>
internal sealed class JsonFields
{
    /// <summary>The code of every refusal made here.</summary>
    public const string Code = "request.json";

    private readonly JsonElement _object;
    private readonly string _place;

    /// <param name="element">What should be an object.</param>
    /// <param name="place">Where it stands, such as <c>assets[3]</c>; empty for the body itself.</param>
    /// <exception cref="DomainRuleException">It is not an object.</exception>
    public JsonFields(JsonElement element, string place = "")
    {
        _object = element;
        _place = place;

        if (element.ValueKind is not JsonValueKind.Object)
        {
            throw new DomainRuleException(Code, $"{(place.Length == 0 ? "The body" : place)} must be a JSON object.");
        }
    }

    /// <summary>Gets the object itself.</summary>
    public JsonElement Element => _object;

    public bool Has(string name) => _object.TryGetProperty(name, out _);

    /// <summary>Whether the field is there and says <c>null</c>.</summary>
    public bool IsNull(string name) =>
        _object.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Null;

    /// <summary>Gets a field; <see langword="null"/> if it is missing or says <c>null</c>.</summary>
    public JsonElement? Find(string name) =>
        _object.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    public string? Text(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw Refuse($"{name} must be a text."),
    };

    /// <exception cref="DomainRuleException">The field is missing, empty or not a text.</exception>
    public string RequiredText(string name) => Text(name) is { } text && !string.IsNullOrWhiteSpace(text)
        ? text
        : throw Refuse($"{name} is missing. Give it as a text.");

    public bool? Flag(string name) => Find(name)?.ValueKind switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Refuse($"{name} must be true or false."),
    };

    public int? WholeNumber(string name, int least, int most) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var value) && value >= least && value <= most
            => value,
        _ => throw Refuse($"{name} must be a whole number from {least} to {most}."),
    };

    public double? Number(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) && double.IsFinite(value) => value,
        _ => throw Refuse($"{name} must be a number."),
    };

    public JsonFields? Object(string name) =>
        Find(name) is { } value ? new(value, _place.Length == 0 ? name : $"{_place}: {name}") : null;

    public IReadOnlyList<JsonElement>? List(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray()],
        _ => throw Refuse($"{name} must be a list."),
    };

    public ImmutableArray<string>? Texts(string name) => List(name) is { } list
        ? [.. list.Select(entry => entry.ValueKind is JsonValueKind.String
            ? entry.GetString()!
            : throw Refuse($"{name} must be a list of texts."))]
        : null;

    /// <summary>Refuses fields that are not known, so that typing errors are seen.</summary>
    public void Only(params IReadOnlyList<string> known)
    {
        if (FirstBeyond(known) is { } unknown)
        {
            throw Refuse($"'{unknown}' is not known here. Known are: {string.Join(", ", known)}.");
        }
    }

    /// <summary>Gets the name of the first field that is not among the known; <see langword="null"/> if all are.</summary>
    public string? FirstBeyond(IReadOnlyList<string> known) =>
        _object.EnumerateObject().Select(field => field.Name).FirstOrDefault(name => !known.Contains(name));

    /// <summary>Gets the names of the fields, in their order.</summary>
    public IReadOnlyList<string> Names => [.. _object.EnumerateObject().Select(property => property.Name)];

    /// <summary>Makes the refusal of something in this object.</summary>
    public DomainRuleException Refuse(string problem) => new(Code, _place.Length == 0 ? problem : $"{_place}: {problem}");
}
