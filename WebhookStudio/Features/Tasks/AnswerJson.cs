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
    /// <c>objects</c> as well.</param>
    /// <param name="context">What the answer belongs to.</param>
    /// <exception cref="DomainRuleException">Code <c>answer.*</c>; the message names the object or question and says what
    /// is wrong with it.</exception>
    public static TaskAnswer Read(JsonElement answer, AnswerContext context) => throw new NotSupportedException();
}

/// <summary>What an answer belongs to.</summary>
/// <param name="Schema">The schema of the project.</param>
/// <param name="Previous">The labels until now: objects that were there keep who made them and when.</param>
/// <param name="By">The email address of who labels.</param>
/// <param name="StageName">The name of the stage it is made in.</param>
/// <param name="Now">The time new objects get.</param>
internal sealed record AnswerContext(
    CategorySchema Schema, TaskAnswer Previous, string By, string StageName, DateTimeOffset Now);
