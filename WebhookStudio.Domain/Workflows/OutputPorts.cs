using System.Collections.Immutable;

namespace WebhookStudio.Domain.Workflows;

/// <summary>Lists the outputs that a stage has by its settings.</summary>
internal static class OutputPorts
{
    private static readonly OutputPort Next = new(StageOutput.Next, OutputRole.Next, "Next");

    private static readonly ImmutableArray<OutputPort> Plain = [Next];

    private static readonly ImmutableArray<OutputPort> OfWebhook =
        [Next, new(StageOutput.Failed, OutputRole.Failed, "Failed")];

    private static readonly ImmutableArray<OutputPort> OfReview =
    [
        new(StageOutput.Accepted, OutputRole.Accepted, "Accepted"),
        new(StageOutput.Rejected, OutputRole.Rejected, "Rejected"),
    ];

    public static ImmutableArray<OutputPort> Of(StageSettings settings, RuleNames names) => settings switch
    {
        CompleteStageSettings => [],
        WebhookStageSettings { OnExhausted: ExhaustedRule.Fail } => OfWebhook,
        ReviewStageSettings => OfReview,
        LogicStageSettings logic => OfLogic(logic, names),
        _ => Plain,
    };

    private static ImmutableArray<OutputPort> OfLogic(LogicStageSettings logic, RuleNames names) =>
    [
        .. logic.Rules.Select((rule, index) => new OutputPort(new(index), OutputRole.Rule, rule.Words(names))),
        new(logic.Else, OutputRole.Else, "Else"),
    ];
}
