using System.Collections.Immutable;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Features.Tasks;

/// <summary>Finds what keeps an answer from being submitted.</summary>
internal static class RequiredAnswers
{
    public static IReadOnlyList<MissingAnswer> Missing(CategorySchema schema, TaskAnswer answer) =>
    [
        .. OfTools(schema, answer),
        .. OfQuestions(schema.Classifications, answer.Classifications, null, null, ""),
        .. answer.Tools.SelectMany(annotation => OfObject(schema, annotation)),
    ];

    private static IEnumerable<MissingAnswer> OfTools(CategorySchema schema, TaskAnswer answer) =>
        from tool in schema.Tools
        where tool.Required && answer.Tools.All(annotation => annotation.SchemaId != tool.SchemaId)
        select new MissingAnswer(tool.SchemaId, null, $"Draw at least one '{Name(tool.Title, tool.Tool)}'.");

    private static IEnumerable<MissingAnswer> OfObject(CategorySchema schema, Annotation annotation) =>
        schema.FindTool(annotation.SchemaId) is { } tool
            ? OfQuestions(
                tool.Classifications, annotation.Classifications, null, annotation.ObjectId,
                $" for the {Name(tool.Title, tool.Tool)}")
            : [];

    private static IEnumerable<MissingAnswer> OfQuestions(
        ImmutableArray<Classification> asked,
        ImmutableArray<ClassificationAnswer> answers,
        ClassificationAnswer? parent,
        string? objectId,
        string about)
    {
        foreach (var question in asked.Where(question => AnswerQuestions.IsAsked(question, parent, answers)))
        {
            var given = answers.FirstOrDefault(answer => answer.SchemaId == question.SchemaId);

            if (question.Required && given is null)
            {
                yield return new(question.SchemaId, objectId, $"Answer '{Name(question.Title, question.Tool)}'{about}.");
            }

            // A nested question without an option of its own is asked together with its parent.
            foreach (var nested in OfQuestions(
                question.Classifications, given?.Classifications ?? [], given, objectId, about))
            {
                yield return nested;
            }
        }
    }

    private static string Name(string title, string kind) => title.Length > 0 ? title : kind;
}
