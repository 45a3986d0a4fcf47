using System.Collections.Immutable;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>A workflow under the pencil: the live one, the edited one, and every step between them.</summary>
/// <remarks>Nothing here draws or saves. Each successful edit is one step that can be undone, and knows what was selected
/// before and after it.</remarks>
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

    /// <summary>Gets the selected stages. Selecting is no edit.</summary>
    public ImmutableArray<StageId> Selection { get; private set; } = [];

    /// <summary>Gets a number that grows whenever <see cref="Draft"/> becomes another.</summary>
    public int Revision { get; private set; }

    /// <summary>Gets how many stages differ from the live workflow: added, removed or changed in any way.</summary>
    public int Changes => Draft.Stages.Count(stage => IsChanged(stage.Id))
        + Live.Stages.Count(stage => Draft.Find(stage.Id) is null);

    public bool IsDirty => !Draft.Equals(Live);

    /// <summary>Whether a stage of the draft is new or differs from the live one.</summary>
    public bool IsChanged(StageId id) =>
        Draft.Find(id) is { } now && (Live.Find(id) is not { } before || !Only(now).Equals(Only(before)));

    /// <summary>Takes the last step back and selects what was selected before it.</summary>
    public bool Undo() => Went(_history.Undo());

    /// <summary>Does the step again that was taken back last, and selects what was selected after it.</summary>
    public bool Redo() => Went(_history.Redo());

    /// <summary>Takes all edits back.</summary>
    public void Discard() => Reset(Live);

    /// <summary>Takes over a workflow that has become live: what was just saved, or what somebody else saved.</summary>
    public void Load(Workflow saved)
    {
        Live = saved;
        Reset(saved);
    }

    /// <summary>Notes that a workflow is live now, the draft if none is named; what was done can still be undone.</summary>
    public void Saved(Workflow? saved = null) => Live = saved ?? Draft;

    /// <summary>Puts a whole workflow in place of the draft, in one step. Stages that are there already keep their order.</summary>
    public bool Replace(string words, Workflow workflow)
    {
        var known = Live.Stages.Concat(Draft.Stages).Select(stage => stage.Id).Distinct().ToList();
        var next = new Workflow
        {
            Stages = [.. workflow.Stages.OrderBy(stage => known.IndexOf(stage.Id) is var at && at < 0 ? int.MaxValue : at)],
        };

        return Do(words, next);
    }

    /// <summary>Goes on with the edits on top of another live workflow.</summary>
    /// <param name="live">The workflow that is live by now.</param>
    /// <param name="draft">The draft, its secrets taken from there.</param>
    /// <param name="keepsSteps">Whether what was done can still be undone.</param>
    public void Rebase(Workflow live, Workflow draft, bool keepsSteps)
    {
        Live = live;

        if (!keepsSteps)
        {
            Reset(live);
        }

        Replace("go on with your changes", draft);
    }

    /// <summary>Selects stages; those that are not there are passed over.</summary>
    public void Select(IEnumerable<StageId> stages) =>
        Selection = [.. stages.Distinct().Where(id => Draft.Find(id) is not null)];

    /// <summary>Adds a stage with a name of its own, not connected.</summary>
    /// <returns>The new stage.</returns>
    public Stage Add(StageKind kind, StagePosition at) => Added(StageInserts.Add(Draft, kind, at));

    /// <summary>Adds a stage into an output's connector, or behind an output without one.</summary>
    public Stage Insert(StageKind kind, StageId from, StageOutput output = default, StagePosition? at = null) =>
        Added(StageInserts.Into(Draft, kind, new(from, output), at));

    /// <summary>Whether there can be another stage like one: a workflow has one Start.</summary>
    public static bool CanDuplicate(Stage stage) => stage.Kind is not StageKind.Start;

    /// <summary>Puts a copy of a stage beside it and selects the copy.</summary>
    /// <returns>The copy.</returns>
    /// <exception cref="DomainRuleException">It cannot be copied.</exception>
    public Stage Duplicate(StageId id)
    {
        Duplicate([id]);

        return Draft.Get(Selection[0]);
    }

    /// <summary>Moves a stage to the nearest place of the grid.</summary>
    public bool Move(StageId id, StagePosition to)
    {
        var stage = Draft.Get(id);

        return Do($"move {stage.Name}", Draft.With(stage with { Position = StageLayout.Snap(to) }));
    }

    /// <summary>Moves stages by the same distance, to wherever that leads.</summary>
    public bool Move(IReadOnlyCollection<StageId> ids, double dx, double dy) =>
        Do($"move {Words(ids)}", StageMoves.By(Draft, ids, dx, dy));

    /// <summary>Connects an output of a stage; what it led to before is let go.</summary>
    /// <exception cref="DomainRuleException">The stages cannot be connected; the message says why.</exception>
    public bool Connect(StageId from, StageId to, StageOutput output = default)
    {
        ConnectRules.Check(Draft, from, to, output);
        var stage = Draft.Get(from);

        return Do(
            $"connect {ConnectRules.Name(stage, output)} to {Draft.Get(to).Name}", Draft.With(stage.With(output, to)));
    }

    public bool Disconnect(StageId from, StageOutput output = default)
    {
        var stage = Draft.Get(from);

        return stage.To(output) is not null
            && Do($"disconnect {ConnectRules.Name(stage, output)}", Draft.With(stage.With(output, to: null)));
    }

    /// <summary>Lets a connector begin at another output.</summary>
    /// <exception cref="DomainRuleException">It cannot begin there; the message says why.</exception>
    public bool Reconnect(Connector connector, Connector instead)
    {
        var next = StageInserts.Reconnect(Draft, connector, instead);
        var stage = Draft.Get(instead.From);

        return Do($"connect {ConnectRules.Name(stage, instead.Output)}", next);
    }

    /// <summary>Puts a stage that is there, and connected to nothing, into a connector, and moves it.</summary>
    /// <exception cref="DomainRuleException">It does not fit between the two; the message says why.</exception>
    public bool Splice(StageId id, Connector into, double dx, double dy) => Do(
        $"insert {Draft.Get(id).Name}", StageInserts.Splice(StageMoves.By(Draft, [id], dx, dy), id, into));

    /// <summary>Removes a stage with its connectors. Stages that led to it lead to the one behind it.</summary>
    /// <exception cref="DomainRuleException">Start and the last Complete stay.</exception>
    public void Remove(StageId id) => Remove([id]);

    /// <summary>Removes stages in one step. Those that must stay stay.</summary>
    /// <param name="ids">The stages.</param>
    /// <param name="verb">What undo calls it.</param>
    /// <returns>Why some stay; empty if none does.</returns>
    /// <exception cref="DomainRuleException">All of them stay.</exception>
    public IReadOnlyList<string> Remove(IReadOnlyCollection<StageId> ids, string verb = "delete")
    {
        var (next, removed, reasons) = StageRemovals.Without(Draft, ids);

        if (removed.Count == 0 && reasons.Count > 0)
        {
            throw new DomainRuleException("canvas.remove", string.Join(' ', reasons));
        }

        Do($"{verb} {Words(removed)}", next);

        return reasons;
    }

    /// <summary>Says why a stage cannot be deleted, or <see langword="null"/> if it can.</summary>
    public string? Protection(StageId id) => StageRemovals.Protection(Draft, id);

    /// <exception cref="DomainRuleException">The name is empty, too long or taken.</exception>
    public bool Rename(StageId id, string name)
    {
        var stage = Draft.Get(id);

        return Do($"rename {stage.Name}", Draft.With(stage with { Name = StageNames.Checked(Draft, id, name) }));
    }

    /// <summary>Changes the settings of a stage; a connector of an output that goes with them is removed in the same step.</summary>
    /// <param name="id">The stage.</param>
    /// <param name="settings">The new settings, of the same kind.</param>
    /// <param name="words">What undo calls it, such as <c>change the URL of Webhook</c>.</param>
    public bool Configure(StageId id, StageSettings settings, string words) =>
        Do(words, Draft.With(Draft.Get(id).With(settings)));

    /// <summary>Changes settings and connectors of a stage in one step, as rules of a Logic stage do (<see cref="LogicRules"/>).</summary>
    public bool Change(Stage changed, string words) => Do(words, Draft.With(changed));

    /// <summary>Puts copies of stages beside them and selects the copies.</summary>
    /// <exception cref="DomainRuleException">None of them can be copied.</exception>
    public void Duplicate(IReadOnlyCollection<StageId> ids) =>
        Put("duplicate", StageCopies.Of(Draft, [.. Draft.Stages.Where(stage => ids.Contains(stage.Id))]));

    /// <summary>Puts stages that were copied or cut into the workflow and selects them.</summary>
    /// <exception cref="DomainRuleException">None of them can be put here.</exception>
    public void Paste(IReadOnlyList<Stage> stages) => Put("paste", StageCopies.Of(Draft, stages));

    /// <summary>Lays the stages out from left to right.</summary>
    public bool Tidy() => Do("tidy up", StageLayout.Tidy(Draft));

    private bool Do(string words, Workflow next, ImmutableArray<StageId>? select = null)
    {
        if (next.Equals(Draft))
        {
            return false;
        }

        var before = Selection;
        _history.Do(words, next, before, select ?? [.. before.Where(id => next.Find(id) is not null)]);
        Revision++;
        Select(select ?? before);

        return true;
    }

    private Stage Added((Workflow Next, Stage Stage) added)
    {
        Do($"add {added.Stage.Name}", added.Next, [added.Stage.Id]);

        return added.Stage;
    }

    private void Put(string verb, IReadOnlyList<Stage> copies) => Do(
        $"{verb} {(copies is [var one] ? one.Name : StageFace.Number(copies.Count, "stage"))}",
        Draft with { Stages = Draft.Stages.AddRange(copies) },
        [.. copies.Select(copy => copy.Id)]);

    private bool Went(ImmutableArray<StageId>? selected)
    {
        if (selected is not { } stages)
        {
            return false;
        }

        Revision++;
        Select(stages);

        return true;
    }

    private void Reset(Workflow to)
    {
        _history.Reset(to);
        Revision++;
        Select(Selection);
    }

    private string Words(IReadOnlyCollection<StageId> ids) =>
        ids.Count == 1 ? Draft.Get(ids.First()).Name : StageFace.Number(ids.Count, "stage");

    private static Workflow Only(Stage stage) => new() { Stages = [stage] };
}
