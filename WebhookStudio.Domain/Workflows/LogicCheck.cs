namespace WebhookStudio.Domain.Workflows;

/// <summary>Finds what is wrong with the rules of Logic stages.</summary>
public static class LogicCheck
{
    /// <summary>Lists what no project could run.</summary>
    internal static IEnumerable<WorkflowProblem> Find(Stage stage, LogicStageSettings logic)
    {
        if (logic.Rules.IsEmpty)
        {
            yield return Error(stage, "logic", "add a rule. Without one every task leaves by Else.");
        }

        if (logic.Rules.Length > LogicStageSettings.MaxRules)
        {
            yield return Error(stage, "logic", $"a Logic stage has at most {LogicStageSettings.MaxRules} rules.");
        }

        foreach (var (index, rule) in logic.Rules.Index())
        {
            if (Problem(rule) is { } problem)
            {
                yield return Error(stage, Field(index), $"rule {index + 1}: {problem}");
            }
        }
    }

    /// <summary>Lists the rules that name classes or batches which the project does not have.</summary>
    public static IEnumerable<WorkflowProblem> FindUnknown(Workflow workflow, RuleNames names) =>
        from stage in workflow.Stages
        where stage.Settings is LogicStageSettings
        from entry in ((LogicStageSettings)stage.Settings).Rules.Index()
        let problem = Unknown(entry.Item, names)
        where problem is not null
        select Error(stage, Field(entry.Index), $"rule {entry.Index + 1}: {problem}");

    /// <summary>Names a rule in the API's words, so that its problem stands beside it.</summary>
    public static string Field(int index) => $"logic.conditions[{index}]";

    private static string? Problem(LogicRule rule) => rule switch
    {
        AnnotationTypeRule { Conditions: [] } => "add a condition: a class or question, and whether it must be there.",
        AnnotationTypeRule types when types.Conditions.Any(condition => string.IsNullOrEmpty(condition.SchemaId)) =>
            "choose a class or question.",
        AnnotatorRule { Emails: [] } => "enter the email address of an annotator.",
        AnnotatorRule annotators when annotators.Emails.FirstOrDefault(email => !IsEmail(email)) is { } wrong =>
            $"'{wrong}' is not an email address.",

        // Written this way round so that what is no number does not pass.
        RandomSampleRule { Share: not (>= 0 and <= 1) } => "the share is a number from 0 to 1, that is 0 to 100 percent.",
        DurationRule { From: < 0 } or DurationRule { To: < 0 } => "a time is 0 or more.",
        DurationRule { To: { } to } duration when to < duration.From => "the time ends before it begins. Swap the two.",
        BatchRule { Batches: [] } => "choose a batch.",
        _ => null,
    };

    private static string? Unknown(LogicRule rule, RuleNames names) => rule switch
    {
        AnnotationTypeRule types => First(types.Conditions.Select(condition => condition.SchemaId), names.Classes) is { } id
            ? $"the schema has no class or question '{id}'. Choose another."
            : null,
        BatchRule batches => First(batches.Batches, names.Batches) is { } id
            ? $"the project has no batch '{id}'. Choose another."
            : null,
        _ => null,
    };

    private static string? First(IEnumerable<string> ids, IReadOnlyDictionary<string, string> known) =>
        ids.FirstOrDefault(id => !string.IsNullOrEmpty(id) && !known.ContainsKey(id));

    private static bool IsEmail(string text) => text.Contains('@') && !text.Contains(' ');

    private static WorkflowProblem Error(Stage stage, string field, string words) =>
        new(ProblemSeverity.Error, "logic.rules", $"{stage.Name}: {words}", stage.Id, field);
}
