using System.Collections.Immutable;

namespace WebhookStudio.Domain.Workflows;

/// <summary>What a stage does with the tasks in it.</summary>
public enum StageKind
{
    /// <summary>Where every task begins.</summary>
    Start,

    /// <summary>People label the tasks here and submit them.</summary>
    Label,

    /// <summary>A signed webhook is sent for every task that enters.</summary>
    Webhook,

    /// <summary>The end of the way.</summary>
    Complete,
}

/// <summary>Where a stage is drawn, in pixels of the canvas.</summary>
public readonly record struct StagePosition(double X, double Y);

/// <summary>A node of the workflow.</summary>
public sealed record Stage
{
    /// <summary>The longest name, in characters.</summary>
    public const int NameMaxLength = 100;

    public required StageId Id { get; init; }

    public required string Name { get; init; }

    public StagePosition Position { get; init; }

    /// <summary>Gets the stage that each output leads to, in the order of the outputs; a missing or <see langword="null"/>
    /// entry is an output without a connector.</summary>
    public ImmutableArray<StageId?> Next { get; init; } = [];

    public required StageSettings Settings { get; init; }

    public StageKind Kind => Settings.Kind;

    /// <summary>Gets how many outputs the stage has.</summary>
    public int Outputs => Settings switch
    {
        CompleteStageSettings => 0,
        WebhookStageSettings { OnExhausted: ExhaustedRule.Fail } => 2,
        _ => 1,
    };

    /// <summary>Gets the stage that tasks leave to, or <see langword="null"/> if none is connected.</summary>
    public StageId? Output => Next.IsDefaultOrEmpty ? null : Next[0];

    /// <summary>Gets the stage that tasks leave to whose webhook was not accepted, or <see langword="null"/> if there is no
    /// such output or nothing is connected to it.</summary>
    public StageId? FailedOutput => Outputs > 1 && Next.Length > 1 ? Next[1] : null;

    /// <summary>Gets the stages that its outputs lead to.</summary>
    public IEnumerable<StageId> Followers() =>
        Enumerable.Range(0, Outputs).Select(output => To((StageOutput)output)).OfType<StageId>();

    /// <summary>Gets the stage that an output leads to, or <see langword="null"/> if nothing is connected to it.</summary>
    public StageId? To(StageOutput output) =>
        !Next.IsDefault && (int)output < Next.Length ? Next[(int)output] : null;

    /// <summary>Connects an output, or lets its connector go. The others stay as they are.</summary>
    public Stage With(StageOutput output, StageId? to)
    {
        var next = Enumerable.Range(0, Outputs)
            .Select(number => number == (int)output ? to : To((StageOutput)number))
            .ToList();

        // A connector that was drawn and let go again leaves no trace: the stage is what it was.
        while (next is [.., null])
        {
            next.RemoveAt(next.Count - 1);
        }

        return this with { Next = [.. next] };
    }

    /// <summary>Changes the settings. Connectors of outputs that the stage has no longer are let go.</summary>
    public Stage With(StageSettings settings)
    {
        var changed = this with { Settings = settings };

        return Next.IsDefault || Next.Length <= changed.Outputs
            ? changed
            : changed with { Next = Next[..changed.Outputs] };
    }
}

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
