using System.Text.Json;
using WebhookStudio.Domain;

namespace WebhookStudio.Features.Tasks;

/// <summary>Refusals that name the place in an answer, and the reading of its parts.</summary>
internal static class AnswerRefusal
{
    /// <param name="rule">The part of the code after <c>answer.</c></param>
    /// <param name="place">Where in the answer, such as <c>objects[1]</c>.</param>
    /// <param name="problem">What is wrong; a sentence that goes on after a colon.</param>
    public static DomainRuleException Of(string rule, string place, string problem) =>
        new($"answer.{rule}", $"{place}: {problem}");

    /// <summary>Gets a member, or <see langword="null"/> when it is missing or null.</summary>
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    public static JsonElement? List(this JsonElement element, string name, string place) => element.Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } list => list,
        _ => throw Of("format", place, $"'{name}' must be a list."),
    };

    public static string? Text(this JsonElement element, string name, string place) => element.Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw Of("format", place, $"'{name}' must be a string."),
    };

    /// <summary>Lists the members of a list that must all be objects, with the place of each.</summary>
    public static IEnumerable<(JsonElement Item, string Place)> Objects(this JsonElement list, string place)
    {
        var index = 0;

        foreach (var item in list.EnumerateArray())
        {
            var here = $"{place}[{index++}]";

            yield return item.ValueKind is JsonValueKind.Object
                ? (item, here)
                : throw Of("format", here, "it must be a JSON object.");
        }
    }

    /// <summary>Writes names for a message: each in quotes, the first few only.</summary>
    public static string Names(IEnumerable<string> names)
    {
        var all = names.Select(name => $"'{name}'").ToList();

        return all.Count switch
        {
            0 => "none",
            <= 12 => string.Join(", ", all),
            _ => $"{string.Join(", ", all.Take(12))} and {all.Count - 12} more",
        };
    }
}
