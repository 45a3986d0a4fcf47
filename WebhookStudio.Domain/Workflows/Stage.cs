using System.Collections.Immutable;

namespace WebhookStudio.Domain.Workflows;

/// <summary>What a stage does with the tasks in it.</summary>
public enum StageKind
{
    /// <summary>Where every task begins.</summary>
    Start,

    /// <summary>People label the tasks here and submit them.</summary>
    Label,

    /// <summary>People accept or reject the labels of the tasks here.</summary>
    Review,

    /// <summary>Tasks stay here until somebody sends them on.</summary>
    Hold,

    /// <summary>Rules choose by which output each task passes on.</summary>
    Logic,

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

    /// <summary>Gets its outputs, in the order of <see cref="Next"/>. Rules of a Logic stage are named without the names that
    /// only the project knows; <see cref="OutputsIn"/> has them.</summary>
    public ImmutableArray<OutputPort> Outputs => OutputPorts.Of(Settings, RuleNames.None);

    /// <summary>Gets the output by which tasks leave that nothing sends elsewhere: Accepted of a Review stage, Else of a Logic
    /// stage.</summary>
    public StageOutput MainOutput => Settings is LogicStageSettings logic ? logic.Else : StageOutput.Next;

    /// <summary>Gets the stage that tasks leave to by the <see cref="MainOutput"/>, or <see langword="null"/> if none is
    /// connected.</summary>
    public StageId? Output => To(MainOutput);

    /// <summary>Gets the stage that tasks leave to whose webhook was not accepted, or <see langword="null"/> if there is no
    /// such output or nothing is connected to it.</summary>
    public StageId? FailedOutput =>
        Settings is WebhookStageSettings { OnExhausted: ExhaustedRule.Fail } ? To(StageOutput.Failed) : null;

    /// <summary>Gets a value indicating whether tasks stay here until a person acts.</summary>
    public bool IsManned => Kind is StageKind.Label or StageKind.Review or StageKind.Hold;

    /// <summary>Gets its outputs, rules of a Logic stage with the names that the project has.</summary>
    public ImmutableArray<OutputPort> OutputsIn(RuleNames names) => OutputPorts.Of(Settings, names);

    /// <summary>Finds an output, or <see langword="null"/> if the stage has none with that number.</summary>
    public OutputPort? Port(StageOutput output) => Outputs.FirstOrDefault(port => port.Output == output);

    /// <summary>Gets the stages that its outputs lead to.</summary>
    public IEnumerable<StageId> Followers() => Outputs.Select(port => To(port.Output)).OfType<StageId>();

    /// <summary>Gets the stage that an output leads to, or <see langword="null"/> if nothing is connected to it.</summary>
    public StageId? To(StageOutput output) =>
        !Next.IsDefault && output.Number < Next.Length ? Next[output.Number] : null;

    /// <summary>Connects an output, or lets its connector go. The others stay as they are.</summary>
    public Stage With(StageOutput output, StageId? to) =>
        With(Outputs.Select(port => port.Output == output ? to : To(port.Output)));

    /// <summary>Changes the settings. Connectors of outputs that the stage has no longer are let go; Else of a Logic stage keeps
    /// its own, however many rules come before it (<see cref="LogicRules"/> changes single rules).</summary>
    public Stage With(StageSettings settings)
    {
        var changed = this with { Settings = settings };

        if (Next.IsDefault)
        {
            return changed;
        }

        if (Settings is LogicStageSettings before && settings is LogicStageSettings after)
        {
            return changed.With(after.Rules.Select((_, index) => index < before.Rules.Length ? To(new(index)) : null)
                .Append(To(before.Else)));
        }

        return Next.Length <= changed.Outputs.Length ? changed : changed with { Next = Next[..changed.Outputs.Length] };
    }

    /// <summary>Connects all outputs anew.</summary>
    internal Stage With(IEnumerable<StageId?> followers)
    {
        var next = followers.ToList();

        // A connector that was drawn and let go again leaves no trace: the stage is what it was.
        while (next is [.., null])
        {
            next.RemoveAt(next.Count - 1);
        }

        return this with { Next = [.. next] };
    }
}
