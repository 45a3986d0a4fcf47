using System.Collections.Immutable;
using System.Text.Json;

namespace WebhookStudio.Domain.Schema;

/// <summary>An object within a schema that is read, and the path that names it in messages.</summary>
/// <param name="element">A JSON object.</param>
/// <param name="path">The path from the root, such as <c>tools[2]</c>; empty for the root.</param>
internal readonly struct SchemaNode(JsonElement element, string path)
{
    public string Path { get; } = path;

    /// <summary>Gets a text, or <see langword="null"/> if there is none.</summary>
    public string? Text(string key) => Value(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw Refusal("type", key, "must be a text in quotes."),
    };

    /// <summary>Gets a truth value; <see langword="false"/> if there is none.</summary>
    public bool Flag(string key) => Value(key) switch
    {
        null => false,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Refusal("type", key, "must be true or false."),
    };

    /// <summary>Gets the entries of a list; none if there is no list.</summary>
    public ImmutableArray<JsonElement> List(string key) => Value(key) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(entry => entry.Clone())],
        _ => throw Refusal("type", key, "must be a list in [ ]."),
    };

    /// <summary>Reads the objects of a list.</summary>
    public ImmutableArray<T> Items<T>(string key, Func<SchemaNode, int, T> read)
    {
        var list = List(key);
        var items = ImmutableArray.CreateBuilder<T>(list.Length);

        for (var index = 0; index < list.Length; index++)
        {
            var item = new SchemaNode(list[index], $"{PathOf(key)}[{index}]");
            items.Add(list[index].ValueKind is JsonValueKind.Object
                ? read(item, index)
                : throw item.Refusal("type", "must be an object in { }."));
        }

        return items.MoveToImmutable();
    }

    public string Title() =>
        Text("title") ?? throw Refusal("title", "title", "is missing. Give it a text; an empty one will do.");

    /// <param name="what">What the kinds are kinds of, such as <c>shape</c>.</param>
    /// <param name="known">The kinds that exist.</param>
    public string Kind(string what, IReadOnlyList<string> known)
    {
        var choice = $"Use one of: {string.Join(", ", known)}.";
        var kind = Text("tool") ?? throw Refusal("tool", "tool", $"is missing. {choice}");

        return known.Contains(kind) ? kind : throw Refusal("tool", "tool", $"'{kind}' is not a kind of {what}. {choice}");
    }

    /// <summary>Gets a colour, or <see langword="null"/> if there is none or it is empty.</summary>
    public string? Color() => Text("color") switch
    {
        null or "" => null,
        ['#', .. { Length: 6 } digits] color when digits.All(char.IsAsciiHexDigit) => color,
        var other => throw Refusal("color", "color", $"'{other}' is not a colour. Write it as #rrggbb, such as #f44336."),
    };

    /// <summary>Gets a key in lower case; empty or <see langword="null"/> if there is none.</summary>
    public string? ShortcutKey() => Text("shortcutKey")?.ToLowerInvariant() switch
    {
        null => null,
        { } key when IsShortcut(key) => key,
        { } other => throw Refusal(
            "shortcut", "shortcutKey", $"'{other}' is not a shortcut. Use 0 to 9, ctrl+0 to ctrl+9, or a to k."),
    };

    /// <summary>Gets the keys that are not known, or <see langword="null"/> if there are none.</summary>
    public IDictionary<string, JsonElement>? Others(params ReadOnlySpan<string> known)
    {
        Dictionary<string, JsonElement>? others = null;

        foreach (var property in element.EnumerateObject())
        {
            if (!known.Contains(property.Name))
            {
                (others ??= [])[property.Name] = property.Value.Clone();
            }
        }

        return others;
    }

    /// <summary>Says what is wrong with the object itself.</summary>
    public DomainRuleException Refusal(string rule, string problem) => new($"schema.{rule}", $"{Path} {problem}");

    /// <summary>Says what is wrong with one of its keys.</summary>
    public DomainRuleException Refusal(string rule, string key, string problem) =>
        new($"schema.{rule}", $"{PathOf(key)} {problem}");

    private static bool IsShortcut(string key) =>
        key is "" or [>= '0' and <= '9'] or [>= 'a' and <= 'k'] or ['c', 't', 'r', 'l', '+', >= '0' and <= '9'];

    private string PathOf(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    /// <summary>Gets a value; <c>null</c> in the JSON counts as missing.</summary>
    private JsonElement? Value(string key) =>
        element.TryGetProperty(key, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;
}
