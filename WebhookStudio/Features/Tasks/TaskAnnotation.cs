using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks;

/// <summary>Stores labels that a program sends.</summary>
internal sealed class TaskAnnotation(ITaskFlow flow, TimeProvider clock)
{
    /// <summary>The longest time that one call can add: a year.</summary>
    private const double LongestMs = 366d * 24 * 60 * 60 * 1000;

    private static readonly JsonElement NoAnswer = JsonElement.Parse("{}");

    /// <summary>Saves the labels of a task, or submits it.</summary>
    /// <param name="project">The project of the task.</param>
    /// <param name="task">The task.</param>
    /// <param name="body"><c>{"answer":{"objects","classifications","relations"},"duration":ms}</c>; without an answer, the
    /// task keeps the one it has.</param>
    /// <param name="submit">Whether the task leaves its Label stage.</param>
    /// <param name="by">The email address of who labels.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <exception cref="DomainRuleException">The answer does not fit the schema, or the task is not in a Label stage.</exception>
    public Task<LabelTask> ApplyAsync(
        Project project, LabelTask task, JsonFields body, bool submit, string by, CancellationToken cancellationToken)
    {
        body.Only("answer", "brushDataUrl", "medicalBrushDataUrl", "duration", "idleDuration", "blurDuration");

        var spent = new WorkTime(Milliseconds(body, "duration"), Milliseconds(body, "idleDuration"), Milliseconds(body, "blurDuration"));
        var work = new LabelWork(ReadAnswer(project, task, body, by), spent, by, task.StageId);

        return submit
            ? flow.SubmitAsync(task.Id, work, cancellationToken)
            : flow.SaveAsync(task.Id, work, cancellationToken);
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
