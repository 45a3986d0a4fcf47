using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Labeling;

/// <summary>The rules of who may label what, and in which order.</summary>
internal static class LabelQueue
{
    /// <summary>Lists the stages that are open to a person.</summary>
    /// <param name="workflow">The live workflow.</param>
    /// <param name="email">The person.</param>
    /// <param name="work">Label or Review.</param>
    public static IReadOnlyList<StageId> OpenStages(Workflow workflow, string email, StageKind work) =>
        [.. workflow.Stages.Where(stage => stage.Kind == work && IsOpen(stage, email)).Select(stage => stage.Id)];

    /// <summary>Narrows tasks to those in a person's queue.</summary>
    public static IQueryable<LabelTask> Of(
        IQueryable<LabelTask> tasks, Id<Project> project, IReadOnlyList<StageId> stages, string email) =>
        tasks.Where(task =>
            task.ProjectId == project && stages.Contains(task.StageId) && (task.Assignee == null || task.Assignee == email));

    /// <summary>Puts a queue in its order: the highest priority first, then the oldest.</summary>
    public static IQueryable<LabelTask> InOrder(this IQueryable<LabelTask> queue) =>
        queue.OrderByDescending(task => task.Priority).ThenBy(task => task.Id);

    /// <summary>Narrows a queue to what comes after a task, wherever that is by now.</summary>
    public static IQueryable<LabelTask> After(this IQueryable<LabelTask> queue, Id<LabelTask> last, int priority) =>
        queue.Where(task => task.Priority < priority || (task.Priority == priority && task.Id > last));

    /// <summary>Says why a person cannot submit or review a task, or <see langword="null"/> if they can.</summary>
    public static string? WhyNotOpen(Workflow workflow, LabelTask task, string email) => workflow.Find(task.StageId) switch
    {
        null => "Its stage is no longer part of the workflow.",
        { Kind: not (StageKind.Label or StageKind.Review) } stage =>
            $"The task is in {stage.Name}. Only tasks in a Label or Review stage can be submitted.",
        { } stage when !IsOpen(stage, email) => $"{stage.Name} is assigned to other people.",
        _ when task.Assignee is { } other && other != email => $"{other} has this task open.",
        _ => null,
    };

    /// <summary>Follows the connectors from Start; what comes before the task's stage is done.</summary>
    public static IReadOnlyList<LabelStep> Steps(Workflow workflow, StageId current)
    {
        var start = workflow.Stages.FirstOrDefault(stage => stage.Kind is StageKind.Start);
        var way = MainWay(workflow, start, []);

        if (!way.Exists(stage => stage.Id == current) && workflow.Find(current) is { } aside)
        {
            var before = WayTo(workflow, start, aside);
            way = [.. before, .. MainWay(workflow, aside, before)];
        }

        var here = way.FindIndex(stage => stage.Id == current);

        return [.. way.Select((stage, index) => new LabelStep(stage.Name, stage.Kind, State(stage, index, here)) { Id = stage.Id })];
    }

    private static List<Stage> MainWay(Workflow workflow, Stage? from, IReadOnlyCollection<Stage> before)
    {
        var way = new List<Stage>();

        for (var at = from; at is not null && !way.Contains(at) && !before.Contains(at);)
        {
            way.Add(at);
            at = at.Output is { } next ? workflow.Find(next) : null;
        }

        return way;
    }

    /// <summary>Finds the shortest way to a stage that is aside of the main one, without the stage itself.</summary>
    private static List<Stage> WayTo(Workflow workflow, Stage? start, Stage to)
    {
        var ways = new Queue<List<Stage>>(start is null ? [] : [[start]]);
        var seen = new HashSet<StageId>();

        while (ways.TryDequeue(out var way))
        {
            foreach (var next in way[^1].Followers().Where(seen.Add).Select(workflow.Find).OfType<Stage>())
            {
                if (next.Id == to.Id)
                {
                    return way;
                }

                ways.Enqueue([.. way, next]);
            }
        }

        return [];
    }

    private static LabelStepState State(Stage stage, int index, int here) =>
        index == here ? LabelStepState.Current
        : index < here ? LabelStepState.Done
        : stage.Settings is WebhookStageSettings { Enabled: false } ? LabelStepState.Off
        : LabelStepState.Ahead;

    /// <summary>Whether a Label or Review stage is open to a person.</summary>
    public static bool IsOpen(Stage stage, string email)
    {
        var people = stage.Settings switch
        {
            LabelStageSettings label => label.AssignedTo,
            ReviewStageSettings review => review.AssignedTo,
            _ => [],
        };

        return people.IsDefaultOrEmpty || people.Contains(email, StringComparer.OrdinalIgnoreCase);
    }
}
