namespace WebhookStudio.Domain.Workflows;

/// <summary>An output of a stage, by its place in <see cref="Stage.Next"/>. What it is called depends on the stage
/// (<see cref="Stage.Outputs"/>): a Logic stage has one for each rule, and Else behind them.</summary>
/// <param name="Number">The place, from 0.</param>
public readonly record struct StageOutput(int Number)
{
    /// <summary>Gets the output by which tasks go on.</summary>
    public static StageOutput Next { get; }

    /// <summary>Gets the output by which tasks leave a Webhook stage whose webhook was not accepted and will not be tried again.</summary>
    public static StageOutput Failed { get; } = new(1);

    /// <summary>Gets the output by which accepted tasks leave a Review stage.</summary>
    public static StageOutput Accepted { get; }

    /// <summary>Gets the output by which rejected tasks leave a Review stage.</summary>
    public static StageOutput Rejected { get; } = new(1);

    public override string ToString() => Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What leaving by an output means.</summary>
public enum OutputRole
{
    /// <summary>The task goes on.</summary>
    Next,

    /// <summary>Its webhook was not accepted.</summary>
    Failed,

    /// <summary>A reviewer accepted it.</summary>
    Accepted,

    /// <summary>A reviewer rejected it.</summary>
    Rejected,

    /// <summary>It fits a rule.</summary>
    Rule,

    /// <summary>It fits no rule.</summary>
    Else,
}

/// <summary>An output of a stage and what it is called.</summary>
/// <param name="Output">Its place.</param>
/// <param name="Role">What leaving by it means.</param>
/// <param name="Name">Its word, such as <c>Rejected</c>, or what its rule says.</param>
public sealed record OutputPort(StageOutput Output, OutputRole Role, string Name)
{
    /// <summary>Gets a value indicating whether it is the ordinary way on, which needs no word of its own.</summary>
    public bool IsPlain => Role is OutputRole.Next;

    /// <summary>Names the output where a sentence needs its stage: <c>Label</c>, or <c>the output Failed of Webhook</c>.</summary>
    public string Of(Stage stage) => IsPlain ? stage.Name : $"the output {Name} of {stage.Name}";
}
