using System.Collections.Immutable;
using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Json;
using WebhookStudio.Domain.Schema;

namespace WebhookStudio.Features.Projects;

/// <summary>What people may not leave undone in a category schema, beyond what its JSON form asks for.</summary>
public static class SchemaCheck
{
    /// <summary>Finds what is wrong, in the order of the screen.</summary>
    public static IReadOnlyList<SchemaProblem> Find(CategorySchema schema) =>
        [.. schema.Tools.SelectMany(tool => Find(tool, schema.Tools)), .. schema.Classifications.SelectMany(Find)];

    /// <summary>Whether two schemas are the same to the last key.</summary>
    public static bool AreSame(CategorySchema one, CategorySchema other) =>
        ReferenceEquals(one, other) || Written(one).AsSpan().SequenceEqual(Written(other));

    /// <exception cref="DomainRuleException">The schema has a problem, or its JSON form is refused.</exception>
    public static void ThrowIfBroken(CategorySchema schema)
    {
        if (Find(schema) is [var problem, ..])
        {
            throw new DomainRuleException($"schema.{problem.Field}", problem.Message);
        }

        using var json = JsonDocument.Parse(Written(schema));
        CategorySchemaJson.Parse(json.RootElement);
    }

    private static IEnumerable<SchemaProblem> Find(LabelTool tool, ImmutableArray<LabelTool> all)
    {
        var others = all.Where(other => other.SchemaId != tool.SchemaId).ToList();

        if (string.IsNullOrWhiteSpace(tool.Title))
        {
            yield return new(tool.SchemaId, "title", "Give the class a title.");
        }
        else if (others.Exists(other => other.Title.Trim().Equals(tool.Title.Trim(), StringComparison.OrdinalIgnoreCase)))
        {
            yield return new(tool.SchemaId, "title", $"Two classes are called {tool.Title.Trim()}. Give each its own title.");
        }

        if (tool.ShortcutKey is { Length: > 0 } key && others.Find(other => other.ShortcutKey == key) is { } taker)
        {
            yield return new(tool.SchemaId, "shortcut", $"Key {key} is that of {Name(taker.Title)} too. Choose another.");
        }
    }

    private static IEnumerable<SchemaProblem> Find(Classification question)
    {
        if (string.IsNullOrWhiteSpace(question.Title))
        {
            yield return new(question.SchemaId, "title", "Give the question a title.");
        }

        if (ToolKinds.Choices.Contains(question.Tool) && question.Options.IsEmpty)
        {
            yield return new(question.SchemaId, "options", "Add at least one option to choose.");
        }

        foreach (var option in question.Options.Where(option => string.IsNullOrWhiteSpace(option.Value)))
        {
            yield return new(option.SchemaId, "option", "Give the option a text, or remove it.");
        }
    }

    private static string Name(string title) => title.Length > 0 ? title : "a class without a title";

    private static byte[] Written(CategorySchema schema) =>
        PlainJson.Write(writer => CategorySchemaJson.Write(writer, schema));
}

/// <summary>Something that is wrong with a tool, a question or an option.</summary>
/// <param name="SchemaId">Which one.</param>
/// <param name="Field">What of it: <c>title</c>, <c>shortcut</c>, <c>options</c> or <c>option</c>.</param>
/// <param name="Message">What to do about it.</param>
public sealed record SchemaProblem(string SchemaId, string Field, string Message);
