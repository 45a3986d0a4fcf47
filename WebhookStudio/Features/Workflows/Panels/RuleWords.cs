using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>What people read about rules, and what a new rule of each kind begins with.</summary>
internal static class RuleWords
{
    public static string Name(LogicRuleKind kind) => kind switch
    {
        LogicRuleKind.AnnotationType => "Annotation type",
        LogicRuleKind.RandomSample => "Random sample",
        LogicRuleKind.Duration => "Task duration",
        _ => kind.ToString(),
    };

    public static LogicRule New(LogicRuleKind kind, RuleNames names) => kind switch
    {
        LogicRuleKind.AnnotationType => new AnnotationTypeRule([new(names.Classes.Keys.FirstOrDefault() ?? "", Exists: true)]),
        LogicRuleKind.Annotator => new AnnotatorRule([]),
        LogicRuleKind.Duration => new DurationRule(0, 60_000),
        LogicRuleKind.Batch => new BatchRule([.. names.Batches.Keys.Take(1)]),
        _ => new RandomSampleRule(NewStages.FirstShare),
    };

    /// <summary>Says a problem where stage and rule are plain to see: <c>Choose a batch.</c></summary>
    public static string OfProblem(WorkflowProblem problem)
    {
        var words = problem.Message[(problem.Message.LastIndexOf(": ", StringComparison.Ordinal) + 2)..];

        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
