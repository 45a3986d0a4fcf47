using System.Collections.Immutable;
using System.Globalization;

namespace WebhookStudio.Domain.Workflows;

/// <summary>What a rule of a Logic stage looks at.</summary>
public enum LogicRuleKind
{
    /// <summary>Whether labels of some kinds are there.</summary>
    AnnotationType,

    /// <summary>Who labeled the task.</summary>
    Annotator,

    /// <summary>Chance.</summary>
    RandomSample,

    /// <summary>The time spent on the task.</summary>
    Duration,

    /// <summary>The batches of the asset.</summary>
    Batch,
}

/// <summary>A rule of a Logic stage: says of a task whether it leaves by the output of the rule.</summary>
public abstract record LogicRule
{
    private protected LogicRule()
    {
    }

    public abstract LogicRuleKind Kind { get; }

    /// <summary>Says in a few words which tasks fit.</summary>
    public abstract string Words(RuleNames names);

    /// <summary>Whether a task fits.</summary>
    /// <param name="facts">The task.</param>
    /// <param name="stage">The Logic stage.</param>
    /// <param name="index">The place of the rule in the stage.</param>
    public abstract bool Fits(LogicFacts facts, StageId stage, int index);

    private protected static string List(IEnumerable<string> names, string none)
    {
        var all = names.ToList();

        return all switch
        {
            [] => none,
            [var one] => one,
            [var one, var other] => $"{one} or {other}",
            [var one, ..] => $"{one} or {all.Count - 1} more",
        };
    }

    private protected static bool Same<T>(ImmutableArray<T> a, ImmutableArray<T> b) => a.AsSpan().SequenceEqual(b.AsSpan());
}

/// <summary>Fits tasks whose labels meet all conditions.</summary>
public sealed record AnnotationTypeRule(ImmutableArray<LabelCondition> Conditions) : LogicRule
{
    public override LogicRuleKind Kind => LogicRuleKind.AnnotationType;

    public override string Words(RuleNames names) => Conditions switch
    {
        [] => "Annotation type",
        [var one] => one.Words(names),
        [var one, ..] => $"{one.Words(names)} and {Conditions.Length - 1} more",
    };

    public override bool Fits(LogicFacts facts, StageId stage, int index) =>
        Conditions.All(condition => facts.Has(condition.SchemaId) == condition.Exists);

    public bool Equals(AnnotationTypeRule? other) => other is not null && Same(Conditions, other.Conditions);

    public override int GetHashCode() => Conditions.Length;
}

/// <summary>Asks whether a task has a label of a class or an answer to a question.</summary>
/// <param name="SchemaId">The class or question.</param>
/// <param name="Exists">Whether it must be there, or must not.</param>
public sealed record LabelCondition(string SchemaId, bool Exists)
{
    public string Words(RuleNames names) =>
        $"{(Exists ? "Has" : "No")} {(SchemaId.Length == 0 ? "class" : names.Class(SchemaId))}";
}

/// <summary>Fits tasks that one of some people has submitted from a Label stage.</summary>
/// <param name="Emails">The email addresses.</param>
public sealed record AnnotatorRule(ImmutableArray<string> Emails) : LogicRule
{
    public override LogicRuleKind Kind => LogicRuleKind.Annotator;

    public override string Words(RuleNames names) => $"By {List(Emails, "annotator")}";

    public override bool Fits(LogicFacts facts, StageId stage, int index) => Emails.Any(facts.Annotators.Contains);

    public bool Equals(AnnotatorRule? other) => other is not null && Same(Emails, other.Emails);

    public override int GetHashCode() => Emails.Length;
}

/// <summary>Fits a share of the tasks, chosen by chance.</summary>
/// <remarks>The chance is drawn from the identifiers of task and stage and the place of the rule: asked again, it answers the
/// same, and two samples in a row are independent of each other.</remarks>
/// <param name="Share">The share, 0 to 1.</param>
public sealed record RandomSampleRule(double Share) : LogicRule
{
    public override LogicRuleKind Kind => LogicRuleKind.RandomSample;

    public override bool Fits(LogicFacts facts, StageId stage, int index) => facts.Chance(stage, index) < Share;

    public override string Words(RuleNames names) =>
        string.Create(CultureInfo.InvariantCulture, $"Random {Math.Round(Share * 100, 4)}%");
}

/// <summary>Fits tasks on which so much time was spent in all stages together.</summary>
/// <param name="From">The least, in milliseconds.</param>
/// <param name="To">The most, in milliseconds; <see langword="null"/> for no bound.</param>
public sealed record DurationRule(long From, long? To) : LogicRule
{
    public override LogicRuleKind Kind => LogicRuleKind.Duration;

    public override bool Fits(LogicFacts facts, StageId stage, int index) =>
        facts.DurationMs >= From && facts.DurationMs <= (To ?? long.MaxValue);

    public override string Words(RuleNames names) => To is { } to
        ? $"Took {Seconds(From)} to {Seconds(to)} s"
        : $"Took {Seconds(From)} s or more";

    private static string Seconds(long milliseconds) => (milliseconds / 1000d).ToString("0.###", CultureInfo.InvariantCulture);
}

/// <summary>Fits tasks whose asset is in one of some batches.</summary>
/// <param name="Batches">The batches, by identifier.</param>
public sealed record BatchRule(ImmutableArray<string> Batches) : LogicRule
{
    public override LogicRuleKind Kind => LogicRuleKind.Batch;

    public override string Words(RuleNames names) => $"In {List(Batches.Select(names.Batch), "batch")}";

    public override bool Fits(LogicFacts facts, StageId stage, int index) => Batches.Any(facts.Batches.Contains);

    public bool Equals(BatchRule? other) => other is not null && Same(Batches, other.Batches);

    public override int GetHashCode() => Batches.Length;
}
