using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Features.Tasks;

/// <summary>Reads the answers to questions: chosen options become their <c>schemaId</c>, texts stay.</summary>
internal static class AnswerQuestions
{
    private static readonly TimeSpan RegexLimit = TimeSpan.FromMilliseconds(200);

    /// <summary>Reads answers to some questions. An answer that is null, empty or an empty list is none and left out.</summary>
    /// <param name="list">The list of answers, or <see langword="null"/>.</param>
    /// <param name="place">Where the list is.</param>
    /// <param name="asked">The questions that can be answered there.</param>
    /// <param name="parent">The answer that these ones are nested in, or <see langword="null"/>.</param>
    public static ImmutableArray<ClassificationAnswer> Read(
        JsonElement? list, string place, ImmutableArray<Classification> asked, ClassificationAnswer? parent = null)
    {
        if (list is null)
        {
            return [];
        }

        var read = new List<(ClassificationAnswer Answer, Classification Question, string Place)>();

        foreach (var (item, here) in list.Value.Objects(place))
        {
            var question = Find(item, here, asked);

            if (read.Any(other => other.Question == question))
            {
                throw AnswerRefusal.Of("question_twice", here, $"'{question.Title}' is answered twice.");
            }

            if (ReadOne(item, here, question) is { } answer)
            {
                read.Add((answer, question, here));
            }
        }

        var answers = read.Select(entry => entry.Answer).ToImmutableArray();

        foreach (var (_, question, here) in read.Where(entry => !IsAsked(entry.Question, parent, answers)))
        {
            throw AnswerRefusal.Of(
                "question_hidden", here, $"'{question.Title}' is asked only when the option that reveals it is chosen.");
        }

        return answers;
    }

    /// <summary>Whether a question is put: always, or only while the option that reveals it is chosen.</summary>
    public static bool IsAsked(
        Classification question, ClassificationAnswer? parent, ImmutableArray<ClassificationAnswer> beside) =>
        string.IsNullOrEmpty(question.ParentOptionId)
        || parent?.Answer.Contains(question.ParentOptionId) == true
        || beside.Any(answer => answer.Answer.Contains(question.ParentOptionId));

    public static bool Same(ImmutableArray<ClassificationAnswer> a, ImmutableArray<ClassificationAnswer> b) =>
        a.Length == b.Length && a.Zip(b).All(pair =>
            pair.First.SchemaId == pair.Second.SchemaId
            && pair.First.Answer.AsSpan().SequenceEqual(pair.Second.Answer.AsSpan())
            && Same(pair.First.Classifications, pair.Second.Classifications));

    private static ClassificationAnswer? ReadOne(JsonElement item, string place, Classification question)
    {
        var texts = Texts(item.Member("answer"), place, question);

        if (texts.IsEmpty)
        {
            return null;
        }

        var answer = new ClassificationAnswer
        {
            SchemaId = question.SchemaId,
            Kind = question.Tool,
            Answer = question.Tool switch
            {
                ToolKinds.Text => [Matching(texts[0], place, question)],
                ToolKinds.TreeDropdown => texts,
                _ => [.. texts.Select(text => Option(text, place, question)).Distinct()],
            },
        };

        return answer with
        {
            Classifications = Read(
                item.List("classifications", place), $"{place}.classifications", question.Classifications, answer),
        };
    }

    private static Classification Find(JsonElement item, string place, ImmutableArray<Classification> asked)
    {
        var id = item.Text("schemaId", place);
        var title = item.Text("title", place);
        var found = asked.Where(q => id is null ? title is not null && q.Title == title : q.SchemaId == id).ToList();

        return found.Count switch
        {
            1 => found[0],
            0 when id is null && title is null => throw AnswerRefusal.Of(
                "question_unknown", place, "it needs the 'schemaId' of its question, or a 'title'."),
            0 => throw AnswerRefusal.Of(
                "question_unknown", place,
                $"'{id ?? title}' is not asked here. The questions are: {AnswerRefusal.Names(asked.Select(q => q.Title))}."),
            _ => throw AnswerRefusal.Of(
                "question_ambiguous", place, $"{found.Count} questions are titled '{title}'. Give the 'schemaId' instead."),
        };
    }

    private static ImmutableArray<string> Texts(JsonElement? answer, string place, Classification question)
    {
        ImmutableArray<string> texts = answer switch
        {
            null => [],
            { ValueKind: JsonValueKind.String } text => [text.GetString()!],
            { ValueKind: JsonValueKind.Array } list
                when list.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String) =>
                [.. list.EnumerateArray().Select(item => item.GetString()!)],
            _ => throw AnswerRefusal.Of(
                "format", place, $"the answer to '{question.Title}' must be a string or a list of strings."),
        };

        texts = [.. texts.Where(text => text.Length > 0)];

        return texts.Length > 1 && !ToolKinds.TakesMany(question.Tool)
            ? throw AnswerRefusal.Of("one_answer", place, $"'{question.Title}' takes one answer, not {texts.Length}.")
            : texts;
    }

    private static string Option(string text, string place, Classification question)
    {
        var option = question.Options.FirstOrDefault(o => o.SchemaId == text)
            ?? question.Options.FirstOrDefault(o => o.Value == text)
            ?? throw AnswerRefusal.Of(
                "option_unknown", place,
                $"'{text}' is no option of '{question.Title}'. The options are: "
                + $"{AnswerRefusal.Names(question.Options.Select(o => o.Value))}.");

        return option.SchemaId.Length > 0 ? option.SchemaId : option.Value;
    }

    private static string Matching(string text, string place, Classification question)
    {
        if (string.IsNullOrEmpty(question.Regex))
        {
            return text;
        }

        try
        {
            return Regex.IsMatch(text, question.Regex, RegexOptions.CultureInvariant, RegexLimit)
                ? text
                : throw AnswerRefusal.Of(
                    "pattern", place, $"the answer to '{question.Title}' must match the pattern {question.Regex}.");
        }
        catch (RegexMatchTimeoutException)
        {
            throw AnswerRefusal.Of(
                "pattern", place, $"checking the answer to '{question.Title}' against its pattern took too long. Shorten it.");
        }
        catch (ArgumentException)
        {
            throw AnswerRefusal.Of(
                "pattern", place, $"the pattern of '{question.Title}' cannot be read. A manager must mend it in the schema.");
        }
    }
}
