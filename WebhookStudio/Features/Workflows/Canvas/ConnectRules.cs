using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>Which stages can be connected.</summary>
public static class ConnectRules
{
    /// <summary>Says in a few words why a connector cannot be drawn, or <see langword="null"/> if it can.</summary>
    public static string? Refusal(
        Workflow workflow, StageId from, StageId to, StageOutput output = default)
    {
        if (workflow.Find(from) is not { } source || workflow.Find(to) is not { } target)
        {
            return "The stage is gone";
        }

        return source.Port(output) is null && source.Outputs.Length > 0
            ? $"{source.Name} has no such output"
            : Refusal(source, target, WorkflowGraph.AutomaticBefore(workflow, from));
    }

    /// <summary>Lists the stages that the outputs of a stage cannot be connected to, with the reason: it is the same for all of them.</summary>
    public static IReadOnlyDictionary<string, string> Refusals(Workflow workflow, StageId from)
    {
        var before = WorkflowGraph.AutomaticBefore(workflow, from);

        return workflow.Find(from) is not { } source
            ? new Dictionary<string, string>()
            : workflow.Stages
                .Select(stage => (stage.Id, Reason: Refusal(source, stage, before)))
                .Where(pair => pair.Reason is not null)
                .DistinctBy(pair => pair.Id)
                .ToDictionary(pair => pair.Id.Value, pair => pair.Reason!);
    }

    /// <summary>Names an output where a sentence needs its stage: <c>Label</c>, or <c>the output Failed of Webhook</c>.</summary>
    public static string Name(Stage stage, StageOutput output) =>
        stage.Port(output)?.Of(stage) ?? stage.Name;

    private static string? Refusal(Stage source, Stage target, IReadOnlySet<StageId> before) => target switch
    {
        _ when source.Outputs.Length == 0 => $"{source.Name} has no output",
        { Kind: StageKind.Start } => $"{target.Name} has no input",
        _ when source.Id == target.Id => "A stage cannot lead to itself",
        _ when before.Contains(target.Id) => "Tasks would go round in a loop without a person",
        _ => null,
    };
}
