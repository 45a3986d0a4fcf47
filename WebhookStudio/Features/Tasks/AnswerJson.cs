using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Features.Tasks;

/// <summary>Reads labels from the JSON that the API's <c>annotate</c> and the Label page send.</summary>
internal static class AnswerJson
{
    /// <summary>Checks an answer against the schema and brings it into the stored form.</summary>
    /// <param name="answer"><c>{"objects":[...],"classifications":[...],"relations":[...]}</c>; <c>tools</c> is taken for
    /// <c>objects</c> as well. Every list may be missing.</param>
    /// <param name="context">What the answer belongs to.</param>
    /// <exception cref="DomainRuleException">Code <c>answer.*</c>; the message names the object or question and says what
    /// is wrong with it.</exception>
    public static TaskAnswer Read(JsonElement answer, AnswerContext context)
    {
        if (answer.ValueKind is not JsonValueKind.Object)
        {
            throw AnswerRefusal.Of(
                "format", "answer", "it must be an object such as {\"objects\":[],\"classifications\":[],\"relations\":[]}.");
        }

        var objects = answer.List("objects", "answer");
        var objectsName = objects is null ? "tools" : "objects";
        var tools = AnswerObjects.Read(objects ?? answer.List("tools", "answer"), objectsName, context);

        return new()
        {
            Tools = tools,
            Classifications = AnswerQuestions.Read(
                answer.List("classifications", "answer"), "classifications", context.Schema.Classifications),
            Relations = AnswerRelations.Read(answer.List("relations", "answer"), context.Schema, tools),
            BrushDataUrl = Brush(answer, "brushDataUrl"),
            MedicalBrushDataUrl = Brush(answer, "medicalBrushDataUrl"),
        };
    }

    private static string? Brush(JsonElement answer, string name) => answer.Text(name, "answer") switch
    {
        { Length: > TaskAnswer.BrushMaxLength } => throw AnswerRefusal.Of(
            "size", name, $"it is longer than {TaskAnswer.BrushMaxLength:N0} characters."),
        var text => text,
    };

    /// <summary>Lists what the schema requires and the answer lacks, in the order of the schema. A question that hangs on
    /// an option counts only while that option is chosen.</summary>
    public static IReadOnlyList<MissingAnswer> MissingRequired(CategorySchema schema, TaskAnswer answer) =>
        RequiredAnswers.Missing(schema, answer);

    /// <summary>Writes labels in the form that <see cref="Read"/> takes. Chosen options are given by their
    /// <c>schemaId</c>.</summary>
    public static JsonElement ToEditor(TaskAnswer answer) => AnswerEditorForm.Write(answer);
}

/// <summary>What an answer belongs to.</summary>
/// <param name="Schema">The schema of the project.</param>
/// <param name="Previous">The labels until now: objects that were there keep who made them and when.</param>
/// <param name="By">The email address of who labels.</param>
/// <param name="StageName">The name of the stage it is made in.</param>
/// <param name="Now">The time new objects get.</param>
internal sealed record AnswerContext(
    CategorySchema Schema, TaskAnswer Previous, string By, string StageName, DateTimeOffset Now);

/// <summary>Something that must be there before a task is submitted.</summary>
/// <param name="SchemaId">The tool or question.</param>
/// <param name="ObjectId">The object the question is about, or <see langword="null"/> if it is about the asset.</param>
/// <param name="Text">Says what to do, such as <c>Answer "Bake level".</c></param>
public sealed record MissingAnswer(string SchemaId, string? ObjectId, string Text);
