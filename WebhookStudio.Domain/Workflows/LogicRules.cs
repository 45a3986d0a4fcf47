using System.Collections.Immutable;

namespace WebhookStudio.Domain.Workflows;

/// <summary>Changes single rules of a Logic stage; each keeps its connector, wherever it goes.</summary>
public static class LogicRules
{
    /// <summary>Adds a rule behind the others, not connected.</summary>
    /// <exception cref="DomainRuleException">The stage has as many rules as it may.</exception>
    public static Stage Add(Stage stage, LogicRule rule)
    {
        var (rules, ways) = Of(stage);

        if (rules.Length >= LogicStageSettings.MaxRules)
        {
            throw new DomainRuleException(
                "logic.rules", $"{stage.Name} has {LogicStageSettings.MaxRules} rules; that is the most. Remove one first.");
        }

        return Made(stage, rules.Add(rule), ways.Insert(rules.Length, null));
    }

    /// <summary>Removes a rule with its output and connector.</summary>
    public static Stage Remove(Stage stage, int index)
    {
        var (rules, ways) = Of(stage);

        return Made(stage, rules.RemoveAt(index), ways.RemoveAt(index));
    }

    /// <summary>Moves a rule, and its connector with it, to another place among the rules.</summary>
    public static Stage Move(Stage stage, int from, int to)
    {
        var (rules, ways) = Of(stage);

        return Made(
            stage, rules.RemoveAt(from).Insert(to, rules[from]), ways.RemoveAt(from).Insert(to, ways[from]));
    }

    /// <summary>Puts a rule in the place of another; the connector stays.</summary>
    public static Stage Replace(Stage stage, int index, LogicRule rule)
    {
        var (rules, ways) = Of(stage);

        return Made(stage, rules.SetItem(index, rule), ways);
    }

    private static (ImmutableArray<LogicRule> Rules, ImmutableArray<StageId?> Ways) Of(Stage stage) =>
        stage.Settings is LogicStageSettings logic
            ? (logic.Rules, [.. stage.Outputs.Select(port => stage.To(port.Output))])
            : throw new ArgumentException($"{stage.Name} is no Logic stage.", nameof(stage));

    private static Stage Made(Stage stage, ImmutableArray<LogicRule> rules, ImmutableArray<StageId?> ways) =>
        (stage with { Settings = new LogicStageSettings { Rules = rules } }).With(ways);
}
