using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>What new stages begin with.</summary>
internal static class NewStages
{
    /// <summary>The share of the random sample that a new rule takes.</summary>
    public const double FirstShare = 0.1;

    /// <summary>Gets the settings of a new stage. A Logic stage starts with one rule.</summary>
    public static StageSettings Settings(StageKind kind) => kind switch
    {
        StageKind.Start => new StartStageSettings(),
        StageKind.Label => new LabelStageSettings(),
        StageKind.Review => new ReviewStageSettings(),
        StageKind.Hold => new HoldStageSettings(),
        StageKind.Logic => new LogicStageSettings { Rules = [new RandomSampleRule(FirstShare)] },
        StageKind.Webhook => new WebhookStageSettings(),
        StageKind.Complete => new CompleteStageSettings(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Connects a stage that comes between two others so that tasks go on as before: every output leads to the stage
    /// behind. Rejected alone leads back to where the task was labeled last, as long as there is such a stage.</summary>
    public static Stage Between(Workflow workflow, Stage added, Stage before, StageId? behind) =>
        added.Outputs.Aggregate(added, (stage, port) => stage.With(
            port.Output, port.Role is OutputRole.Rejected ? LabelBefore(workflow, before) : behind));

    private static StageId? LabelBefore(Workflow workflow, Stage before)
    {
        if (before.Kind is StageKind.Label)
        {
            return before.Id;
        }

        var all = WorkflowGraph.Before(workflow, before.Id);

        return StageLayout.InOrder(workflow)
            .LastOrDefault(stage => stage.Kind is StageKind.Label && all.Contains(stage.Id))?.Id;
    }
}
