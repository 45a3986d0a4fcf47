using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks;

/// <summary>Stores labels that a program sends.</summary>
internal sealed class TaskAnnotation(
    ITaskFlow flow, ILabelSubmission submission, TaskSearch search, TimeProvider clock)
{
    /// <summary>The longest time that one call can add: a year.</summary>
    private const double LongestMs = 366d * 24 * 60 * 60 * 1000;

    private static readonly JsonElement NoAnswer = JsonElement.Parse("{}");

    /// <summary>Saves the labels of a task, or submits it.</summary>
    /// <param name="id">The task.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="check">Refuses callers who may not label the task.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <exception cref="DomainRuleException">The answer does not fit the schema, or the task is not in a Label stage.</exception>
    public async Task<LabelTask> ApplyAsync(
        Id<LabelTask> id,
        AnnotateRequest request,
        Action<Project, LabelTask> check,
        CancellationToken cancellationToken)
    {
        request.Fields.Only("answer", "brushDataUrl", "medicalBrushDataUrl", "duration", "idleDuration", "blurDuration");

        if (request.Submit)
        {
            return await submission.SubmitAsync(id, Describe, cancellationToken);
        }

        var (project, task) = await search.FindAsync(id.Value, cancellationToken);

        return await flow.SaveAsync(id, Describe(project, task), cancellationToken);

        LabelWork Describe(Project project, LabelTask task)
        {
            check(project, task);
            var spent = new WorkTime(
                Milliseconds(request.Fields, "duration"), Milliseconds(request.Fields, "idleDuration"),
                Milliseconds(request.Fields, "blurDuration"));

            return new(ReadAnswer(project, task, request.Fields, request.By), spent, request.By, task.StageId);
        }
    }

    private TaskAnswer ReadAnswer(Project project, LabelTask task, JsonFields body, string by)
    {
        if (!body.Has("answer"))
        {
            return WithBrushes(task.Answer, body);
        }

        var context = new AnswerContext(
            project.Schema, task.Answer, by, project.Workflow.Find(task.StageId)?.Name ?? "", clock.GetUtcNow());

        return WithBrushes(AnswerJson.Read(body.Find("answer") ?? NoAnswer, context), body);
    }

    private static TaskAnswer WithBrushes(TaskAnswer answer, JsonFields body) => answer with
    {
        BrushDataUrl = Brush(body, "brushDataUrl") ?? answer.BrushDataUrl,
        MedicalBrushDataUrl = Brush(body, "medicalBrushDataUrl") ?? answer.MedicalBrushDataUrl,
    };

    private static string? Brush(JsonFields body, string name) => body.Text(name) is { Length: > TaskAnswer.BrushMaxLength }
        ? throw body.Refuse($"{name} is longer than {TaskAnswer.BrushMaxLength:N0} characters.")
        : body.Text(name);

    private static long Milliseconds(JsonFields body, string name) => body.Number(name) switch
    {
        null => 0,
        { } number and >= 0 and <= LongestMs => (long)Math.Round(number),
        _ => throw body.Refuse($"{name} must be a number of milliseconds, zero or more."),
    };
}

/// <summary>A call of <c>annotate</c>.</summary>
/// <param name="Fields"><c>{"answer":{"objects","classifications","relations"},"duration":ms}</c>; without an answer, the
/// task keeps the one it has.</param>
/// <param name="Submit">Whether the task leaves its Label stage.</param>
/// <param name="By">The email address of who labels.</param>
internal sealed record AnnotateRequest(JsonFields Fields, bool Submit, string By);
