using System.Collections.Immutable;

namespace WebhookStudio.Domain.Workflows;

/// <summary>The settings of a stage; one record for each kind.</summary>
public abstract record StageSettings
{
    private protected StageSettings()
    {
    }

    public abstract StageKind Kind { get; }
}

/// <summary>Settings of a Start stage.</summary>
public sealed record StartStageSettings : StageSettings
{
    public override StageKind Kind => StageKind.Start;

    /// <summary>Gets a value indicating whether new tasks go on at once. When it is switched on and assets are
    /// uploaded later, the tasks still waiting in Start go on with them.</summary>
    public bool AutoForward { get; init; } = true;
}

/// <summary>Settings of a Label stage.</summary>
public sealed record LabelStageSettings : StageSettings
{
    public override StageKind Kind => StageKind.Label;

    /// <summary>Gets the email addresses of those who may label here; empty means anyone.</summary>
    public ImmutableArray<string> AssignedTo { get; init; } = [];

    public bool Equals(LabelStageSettings? other) =>
        other is not null && AssignedTo.AsSpan().SequenceEqual(other.AssignedTo.AsSpan());

    public override int GetHashCode() => AssignedTo.Length;
}

/// <summary>Settings of a Complete stage.</summary>
public sealed record CompleteStageSettings : StageSettings
{
    public override StageKind Kind => StageKind.Complete;

    /// <summary>Gets a value indicating whether tasks may not be requeued from here.</summary>
    public bool PreventRequeue { get; init; }
}

/// <summary>Settings of a Review stage.</summary>
public sealed record ReviewStageSettings : StageSettings
{
    public override StageKind Kind => StageKind.Review;

    /// <summary>Gets the email addresses of those who may review here; empty means anyone who may review.</summary>
    public ImmutableArray<string> AssignedTo { get; init; } = [];

    /// <summary>Gets a value indicating whether reviewers can accept and reject only, and not change labels.</summary>
    public bool ReadOnly { get; init; }

    public bool Equals(ReviewStageSettings? other) => other is not null && ReadOnly == other.ReadOnly
        && AssignedTo.AsSpan().SequenceEqual(other.AssignedTo.AsSpan());

    public override int GetHashCode() => HashCode.Combine(AssignedTo.Length, ReadOnly);
}

/// <summary>Settings of a Hold stage: there are none.</summary>
public sealed record HoldStageSettings : StageSettings
{
    public override StageKind Kind => StageKind.Hold;
}

/// <summary>Settings of a Logic stage.</summary>
public sealed record LogicStageSettings : StageSettings
{
    /// <summary>The most rules of a stage.</summary>
    public const int MaxRules = 50;

    public override StageKind Kind => StageKind.Logic;

    /// <summary>Gets the rules in the order in which they are tried. The first that a task fits decides; each has the output of
    /// its place.</summary>
    public ImmutableArray<LogicRule> Rules { get; init; } = [];

    /// <summary>Gets the output of the tasks that fit no rule: the one behind those of the rules.</summary>
    public StageOutput Else => new(Rules.Length);

    public bool Equals(LogicStageSettings? other) => other is not null && Rules.AsSpan().SequenceEqual(other.Rules.AsSpan());

    public override int GetHashCode() => Rules.Length;
}
