using System.Collections.Immutable;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Schema;

namespace WebhookStudio.Features.Projects;

/// <summary>A category schema under edit. What is not edited stays to the last key.</summary>
/// <param name="loaded">The schema as it was read.</param>
public sealed class SchemaDraft(CategorySchema loaded)
{
    /// <summary>The colours that new classes get in turn; any other can be chosen.</summary>
    public static IReadOnlyList<string> Palette { get; } =
        ["#f44336", "#9c27b0", "#03a9f4", "#ff9800", "#4caf50", "#3f51b5", "#e91e63", "#009688"];

    public CategorySchema Loaded { get; } = loaded;

    /// <summary>Gets the schema as the screen shows it.</summary>
    public CategorySchema Edited { get; private set; } = loaded;

    public bool IsChanged => !SchemaCheck.AreSame(Loaded, Ready());

    /// <summary>Gets the titles of stored tools, questions and options that are not in the draft any more.</summary>
    public IReadOnlyList<string> Removed =>
    [
        .. Loaded.Tools.Where(tool => Edited.FindTool(tool.SchemaId) is null).Select(tool => tool.Title),
        .. Loaded.Classifications.Where(question => Find(question.SchemaId) is null).Select(question => question.Title),
        .. Loaded.Classifications.SelectMany(question => question.Options
            .Where(option => Find(question.SchemaId) is { } now && now.FindOption(option.SchemaId) is null)
            .Select(option => option.Value)),
    ];

    /// <summary>Adds a class with the first colour and the first key that are free.</summary>
    /// <returns>Its identifier.</returns>
    public string AddTool()
    {
        var tool = new LabelTool
        {
            SchemaId = ShortId.New(),
            Color = Palette.FirstOrDefault(color => Edited.Tools.All(t => t.Color != color))
                ?? Palette[Edited.Tools.Length % Palette.Count],
            ShortcutKey = "123456789".Select(key => key.ToString())
                .FirstOrDefault(key => Edited.Tools.All(t => t.ShortcutKey != key)),
        };
        Edited = Edited with { Tools = Edited.Tools.Add(tool) };

        return tool.SchemaId;
    }

    /// <summary>Puts a tool in the place of the one with its identifier.</summary>
    public void Change(LabelTool tool) =>
        Edited = Edited with { Tools = [.. Edited.Tools.Select(old => old.SchemaId == tool.SchemaId ? tool : old)] };

    public void RemoveTool(string id) => Edited = Edited with { Tools = Edited.Tools.RemoveAll(tool => tool.SchemaId == id) };

    /// <summary>Moves a tool up (-1) or down (1); at the end of the list it stays.</summary>
    public void MoveTool(string id, int by) =>
        Edited = Edited with { Tools = Moved(Edited.Tools, tool => tool.SchemaId == id, by) };

    /// <summary>Adds a question with one empty option.</summary>
    /// <returns>Its identifier.</returns>
    public string AddQuestion()
    {
        var question = new Classification { SchemaId = ShortId.New(), Options = [new() { SchemaId = ShortId.New() }] };
        Edited = Edited with { Classifications = Edited.Classifications.Add(question) };

        return question.SchemaId;
    }

    /// <summary>Puts a question in the place of the one with its identifier.</summary>
    public void Change(Classification question) => Edited = Edited with
    {
        Classifications = [.. Edited.Classifications.Select(old => old.SchemaId == question.SchemaId ? question : old)],
    };

    public void RemoveQuestion(string id) =>
        Edited = Edited with { Classifications = Edited.Classifications.RemoveAll(question => question.SchemaId == id) };

    /// <summary>Moves a question up (-1) or down (1); at the end of the list it stays.</summary>
    public void MoveQuestion(string id, int by) =>
        Edited = Edited with { Classifications = Moved(Edited.Classifications, question => question.SchemaId == id, by) };

    /// <summary>Whether the tool or the question is stored already.</summary>
    public bool IsStored(string id) => Loaded.FindTool(id) is not null || Loaded.FindClassification(id) is not null;

    /// <summary>Gets what is to be stored: texts without spaces around them, new options without a text left out, and no
    /// options for a new question that is answered by a text.</summary>
    public CategorySchema Ready() => Edited with
    {
        Tools = [.. Edited.Tools.Select(tool => tool with { Title = Trim(tool.Title, Loaded.FindTool(tool.SchemaId)?.Title) })],
        Classifications = [.. Edited.Classifications.Select(Ready)],
    };

    private static string Trim(string text, string? stored) => text == stored ? text : text.Trim();

    private static ImmutableArray<T> Moved<T>(ImmutableArray<T> list, Predicate<T> which, int by)
    {
        var from = list.ToList().FindIndex(which);
        var to = from + by;

        return from < 0 || to < 0 || to >= list.Length ? list : list.RemoveAt(from).Insert(to, list[from]);
    }

    private Classification? Find(string id) => Edited.Classifications.FirstOrDefault(question => question.SchemaId == id);

    private Classification Ready(Classification question)
    {
        var stored = Loaded.Classifications.FirstOrDefault(old => old.SchemaId == question.SchemaId);
        var options = question.Options
            .Where(option => !string.IsNullOrWhiteSpace(option.Value) || stored?.FindOption(option.SchemaId) is not null)
            .Select(option => option with { Value = Trim(option.Value, stored?.FindOption(option.SchemaId)?.Value) });

        return question with
        {
            Title = Trim(question.Title, stored?.Title),
            Options = stored is null && question.Tool == ToolKinds.Text ? [] : [.. options],
        };
    }
}
