using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>A workflow under the pencil: the live one, the edited one, and every step between them.</summary>
/// <remarks>Nothing here draws or saves. Each successful edit is one step that can be undone.</remarks>
public sealed class CanvasModel(Workflow live)
{
    private readonly EditHistory _history = new(live);

    /// <summary>Gets the workflow that runs.</summary>
    public Workflow Live { get; private set; } = live;

    /// <summary>Gets the workflow as edited.</summary>
    public Workflow Draft => _history.Current;

    /// <summary>Gets what undo would take back, or <see langword="null"/> if there is nothing.</summary>
    public string? UndoWords => _history.UndoWords;

    /// <summary>Gets what redo would do again, or <see langword="null"/> if there is nothing.</summary>
    public string? RedoWords => _history.RedoWords;

    /// <summary>Gets how many stages differ from the live workflow: added, removed or changed in any way.</summary>
    public int Changes => Draft.Stages.Count(stage => IsChanged(stage.Id))
        + Live.Stages.Count(stage => Draft.Find(stage.Id) is null);

    public bool IsDirty => !Draft.Equals(Live);

    /// <summary>Whether a stage of the draft is new or differs from the live one.</summary>
    public bool IsChanged(StageId id) =>
        Draft.Find(id) is { } now && (Live.Find(id) is not { } before || !Only(now).Equals(Only(before)));

    public bool Undo() => _history.Undo();

    public bool Redo() => _history.Redo();

    /// <summary>Takes all edits back.</summary>
    public void Discard() => _history.Reset(Live);

    /// <summary>Takes over a workflow that has become live: what was just saved, or what somebody else saved.</summary>
    public void Load(Workflow saved)
    {
        Live = saved;
        _history.Reset(saved);
    }

    /// <summary>Notes that the draft is live now; what was done can still be undone.</summary>
    public void Saved() => Live = Draft;

    /// <summary>Adds a stage with a name of its own, not connected.</summary>
    /// <returns>The new stage.</returns>
    public Stage Add(StageKind kind, StagePosition at)
    {
        var stage = NewStage(kind, StageLayout.Snap(at));
        _history.Do($"add {stage.Name}", Draft with { Stages = Draft.Stages.Add(stage) });

        return stage;
    }

    /// <summary>Adds a stage into a connector.</summary>
    public Stage Insert(StageKind kind, StageId from, StageOutput output = default)
    {
        var before = Draft.Get(from);
        var stage = NewStages.Between(
            Draft, NewStage(kind, StageLayout.Between(Draft, before, output)), before, before.To(output));
        _history.Do($"add {stage.Name}", Draft with { Stages = Draft.With(before.With(output, stage.Id)).Stages.Add(stage) });

        return stage;
    }

    /// <summary>Whether there can be another stage like one: a workflow has one Start.</summary>
    public static bool CanDuplicate(Stage stage) => stage.Kind is not StageKind.Start;

    /// <summary>Adds a copy of a stage, not connected. What is stored sealed is not copied: it belongs to the host that the
    /// original calls.</summary>
    /// <returns>The copy.</returns>
    public Stage Duplicate(StageId id)
    {
        var stage = Draft.Get(id);
        var name = stage.Name[..Math.Min(stage.Name.Length, Stage.NameMaxLength - 10)].TrimEnd();
        var copy = stage with
        {
            Id = StageId.New(),
            Name = FreeName($"{name} copy"),
            Position = StageLayout.Free(Draft, id),
            Next = [],
            Settings = stage.Settings is WebhookStageSettings webhook ? webhook.WithoutSecrets() : stage.Settings,
        };
        _history.Do($"duplicate {stage.Name}", Draft with { Stages = Draft.Stages.Add(copy) });

        return copy;
    }

    /// <summary>Moves a stage to the nearest place of the grid.</summary>
    public bool Move(StageId id, StagePosition to)
    {
        var stage = Draft.Get(id);

        return Do($"move {stage.Name}", stage with { Position = StageLayout.Snap(to) });
    }

    /// <summary>Connects an output of a stage; what it led to before is let go.</summary>
    /// <exception cref="DomainRuleException">The stages cannot be connected; the message says why.</exception>
    public bool Connect(StageId from, StageId to, StageOutput output = default)
    {
        if (ConnectRules.Refusal(Draft, from, to, output) is { } reason)
        {
            throw new DomainRuleException("canvas.connect", reason + ".");
        }

        var stage = Draft.Get(from);

        return Do($"connect {ConnectRules.Name(stage, output)} to {Draft.Get(to).Name}", stage.With(output, to));
    }

    public bool Disconnect(StageId from, StageOutput output = default)
    {
        var stage = Draft.Get(from);

        return stage.To(output) is not null
            && Do($"disconnect {ConnectRules.Name(stage, output)}", stage.With(output, to: null));
    }

    /// <summary>Removes a stage with its connectors. Stages that led to it lead to the one behind it.</summary>
    /// <exception cref="DomainRuleException">Start and the last Complete stay.</exception>
    public void Remove(StageId id)
    {
        var stage = Draft.Get(id);

        if (Protection(id) is { } reason)
        {
            throw new DomainRuleException("canvas.remove", reason);
        }

        _history.Do($"delete {stage.Name}", new Workflow
        {
            Stages = [.. Draft.Stages.Where(other => other.Id != id).Select(other => PastRemoved(other, stage))],
        });
    }

    /// <summary>Says why a stage cannot be deleted, or <see langword="null"/> if it can.</summary>
    public string? Protection(StageId id) => Draft.Get(id).Kind switch
    {
        StageKind.Start => "Start stays: every task begins there.",
        StageKind.Complete when Draft.Stages.Count(stage => stage.Kind is StageKind.Complete) == 1 =>
            "Complete stays: every task ends there.",
        _ => null,
    };

    /// <exception cref="DomainRuleException">The name is empty, too long or taken.</exception>
    public bool Rename(StageId id, string name)
    {
        var trimmed = name.Trim();

        if (trimmed.Length is 0 or > Stage.NameMaxLength)
        {
            throw new DomainRuleException("stage.name", $"A stage needs a name of 1 to {Stage.NameMaxLength} characters.");
        }

        if (Draft.Stages.Any(other => other.Id != id && other.Name == trimmed))
        {
            throw new DomainRuleException("stage.name", $"Another stage is named {trimmed}. Choose a different name.");
        }

        return Do($"rename {Draft.Get(id).Name}", Draft.Get(id) with { Name = trimmed });
    }

    /// <summary>Changes the settings of a stage; a connector of an output that goes with them is removed in the same step.</summary>
    /// <param name="id">The stage.</param>
    /// <param name="settings">The new settings, of the same kind.</param>
    /// <param name="words">What undo calls it, such as <c>change the URL of Webhook</c>.</param>
    public bool Configure(StageId id, StageSettings settings, string words) =>
        Do(words, Draft.Get(id).With(settings));

    /// <summary>Changes settings and connectors of a stage in one step, as rules of a Logic stage do (<see cref="LogicRules"/>).</summary>
    public bool Change(Stage changed, string words) => Do(words, changed);

    /// <summary>Lays the stages out from left to right.</summary>
    public bool Tidy()
    {
        var tidy = StageLayout.Tidy(Draft);

        return !tidy.Equals(Draft) && _history.Do("tidy up", tidy);
    }

    private bool Do(string words, Stage changed)
    {
        var next = Draft.With(changed);

        return !next.Equals(Draft) && _history.Do(words, next);
    }

    private Stage NewStage(StageKind kind, StagePosition at) => new()
    {
        Id = StageId.New(),
        Name = FreeName(kind.ToString()),
        Position = at,
        Settings = NewStages.Settings(kind),
    };

    private string FreeName(string wanted)
    {
        var taken = Draft.Stages.Select(stage => stage.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

        return Enumerable.Range(1, taken.Count + 1)
            .Select(number => number == 1 ? wanted : $"{wanted} {number}")
            .First(name => !taken.Contains(name));
    }

    /// <summary>Leads every output that led to a removed stage to the one behind it.</summary>
    private static Stage PastRemoved(Stage before, Stage removed)
    {
        var behind = removed.Output is { } next && next != removed.Id && next != before.Id ? next : (StageId?)null;

        return before.Outputs.Select(port => port.Output).Where(output => before.To(output) == removed.Id)
            .Aggregate(before, (stage, output) => stage.With(output, behind));
    }

    private static Workflow Only(Stage stage) => new() { Stages = [stage] };
}
