using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>Puts stages into a workflow: alone, behind an output, or between two others, which go on leading where they led.</summary>
internal static class StageInserts
{
    /// <summary>Adds a stage that is connected to nothing.</summary>
    public static (Workflow Next, Stage Stage) Add(Workflow workflow, StageKind kind, StagePosition at)
    {
        var stage = New(workflow, kind, StageLayout.Clamp(at));

        return (workflow with { Stages = workflow.Stages.Add(stage) }, stage);
    }

    /// <summary>Adds a stage behind an output. What the output led to follows the new stage.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="kind">What is added.</param>
    /// <param name="connector">The output.</param>
    /// <param name="at">Where it is wanted; <see langword="null"/> for between the two. Where there is no room, the stages
    /// behind it move aside.</param>
    public static (Workflow Next, Stage Stage) Into(
        Workflow workflow, StageKind kind, Connector connector, StagePosition? at)
    {
        var before = workflow.Get(connector.From);
        var follower = before.To(connector.Output);
        var stage = New(workflow, kind, at is { } wanted ? StageLayout.Clamp(wanted) : before.Position);

        if (before.Port(connector.Output) is null)
        {
            throw new DomainRuleException("canvas.insert", $"{before.Name} has no output to put a stage behind.");
        }

        var isFree = at is not null && !StageLayout.IsTaken(workflow, stage);
        var (moved, place) = isFree ? (workflow, stage.Position) : Room.Between(workflow, before, connector.Output, stage);
        var placed = NewStages.Between(moved, stage with { Position = place }, before, follower);
        var connected = moved.With(moved.Get(before.Id).With(connector.Output, placed.Id));

        return (connected with { Stages = connected.Stages.Add(placed) }, placed);
    }

    /// <summary>Puts a stage that is there into a connector.</summary>
    /// <exception cref="DomainRuleException">One of the two ways is refused.</exception>
    public static Workflow Splice(Workflow workflow, StageId id, Connector into)
    {
        var behind = workflow.Get(into.From).To(into.Output)
            ?? throw new DomainRuleException("canvas.splice", "That connector is gone.");
        var open = workflow.With(workflow.Get(into.From).With(into.Output, to: null));
        ConnectRules.Check(open, into.From, id, into.Output);
        var entered = open.With(open.Get(into.From).With(into.Output, id));
        var stage = entered.Get(id);
        ConnectRules.Check(entered, id, behind, stage.MainOutput);

        return entered.With(NewStages.Between(entered, stage, entered.Get(into.From), behind));
    }

    /// <summary>Lets a connector begin at another output.</summary>
    /// <exception cref="DomainRuleException">It cannot begin there.</exception>
    public static Workflow Reconnect(Workflow workflow, Connector connector, Connector instead)
    {
        var to = workflow.Get(connector.From).To(connector.Output)
            ?? throw new DomainRuleException("canvas.connect", "That connector is gone.");
        var open = workflow.With(workflow.Get(connector.From).With(connector.Output, to: null));
        ConnectRules.Check(open, instead.From, to, instead.Output);

        return open.With(open.Get(instead.From).With(instead.Output, to));
    }

    private static Stage New(Workflow workflow, StageKind kind, StagePosition at) => new()
    {
        Id = StageId.New(),
        Name = StageNames.Free(workflow, kind.ToString()),
        Position = at,
        Settings = NewStages.Settings(kind),
    };
}
