using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Labeling;

/// <summary>The rules of who may label what, and in which order.</summary>
internal static class LabelQueue
{
    /// <summary>Lists the Label stages that are open to a person.</summary>
    public static IReadOnlyList<StageId> OpenStages(Workflow workflow, string email) =>
        [.. workflow.Stages.Where(stage => IsOpen(stage, email)).Select(stage => stage.Id)];

    /// <summary>Narrows tasks to those in a person's queue.</summary>
    public static IQueryable<LabelTask> Of(
        IQueryable<LabelTask> tasks, Id<Project> project, IReadOnlyList<StageId> stages, string email) =>
        tasks.Where(task =>
            task.ProjectId == project && stages.Contains(task.StageId) && (task.Assignee == null || task.Assignee == email));

    /// <summary>Says why a person cannot submit a task, or <see langword="null"/> if they can.</summary>
    public static string? WhyNotSubmit(Workflow workflow, LabelTask task, string email) => workflow.Find(task.StageId) switch
    {
        null => "Its stage is no longer part of the workflow.",
        { Kind: not StageKind.Label } stage => $"The task is in {stage.Name}. Only tasks in a Label stage can be submitted.",
        { } stage when !IsOpen(stage, email) => $"{stage.Name} is assigned to other people.",
        _ when task.Assignee is { } other && other != email => $"{other} has this task open.",
        _ => null,
    };

    /// <summary>Follows the connectors from Start; what comes before the task's stage is done.</summary>
    public static IReadOnlyList<LabelStep> Steps(Workflow workflow, StageId current)
    {
        var way = new List<Stage>();
        var next = workflow.Stages.FirstOrDefault(stage => stage.Kind is StageKind.Start);

        while (next is not null && !way.Contains(next))
        {
            way.Add(next);
            next = next.Output is { } id ? workflow.Find(id) : null;
        }

        var here = way.FindIndex(stage => stage.Id == current);

        return [.. way.Select((stage, index) => new LabelStep(stage.Name, stage.Kind, State(stage, index, here)))];
    }

    private static LabelStepState State(Stage stage, int index, int here) =>
        index == here ? LabelStepState.Current
        : index < here ? LabelStepState.Done
        : stage.Settings is WebhookStageSettings { Enabled: false } ? LabelStepState.Off
        : LabelStepState.Ahead;

    private static bool IsOpen(Stage stage, string email) =>
        stage.Settings is LabelStageSettings settings
        && (settings.AssignedTo.IsDefaultOrEmpty || settings.AssignedTo.Contains(email, StringComparer.OrdinalIgnoreCase));
}
