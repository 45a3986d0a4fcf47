using Microsoft.JSInterop;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>What the browser tells of: one call for each thing that a person has finished on the canvas. Stages come as the
/// numbers of <see cref="StageKeys"/>. Edits answer whether they were done; the browser takes back what was not.</summary>
internal sealed class CanvasIntents(Func<CanvasModel> current, StageKeys keys, CanvasHost host)
{
    private CanvasModel Model => current();

    [JSInvokable]
    public Task<bool> MoveAsync(int[] stages, double dx, double dy)
    {
        var ids = Ids(stages);

        return EditAsync($"{Words(ids)} moved", () => Model.Move(ids, dx, dy));
    }

    [JSInvokable]
    public Task<bool> ConnectAsync(int from, int output, int to) => EditAsync(
        $"{Name(from, output)} connected to {Name(to)}", () => Model.Connect(Id(from), Id(to), new(output)));

    [JSInvokable]
    public Task<bool> DisconnectAsync(int from, int output) => RemoveAsync(
        $"{Name(from, output)} disconnected", () => Model.Disconnect(Id(from), new(output)));

    [JSInvokable]
    public Task<bool> ReconnectAsync(int from, int output, int newFrom, int newOutput) => EditAsync(
        $"The connector begins at {Name(newFrom, newOutput)} now",
        () => Model.Reconnect(new(Id(from), new(output)), new(Id(newFrom), new(newOutput))));

    /// <summary>A stage was let fall on empty ground.</summary>
    [JSInvokable]
    public Task<bool> AddAsync(string kind, double x, double y) =>
        AddAsync($"{kind} added", () => Model.Add(Kind(kind), new(x, y)));

    /// <summary>A stage was chosen: it comes behind another, or stands alone where there is room.</summary>
    [JSInvokable]
    public Task<bool> AddAfterAsync(string kind, int? after) => after is { } key && Model.Draft.Find(Id(key)) is { } stage
        ? AddAsync($"{kind} added after {stage.Name}", () => Model.Insert(Kind(kind), stage.Id, stage.MainOutput))
        : AddAsync($"{kind} added", () => Model.Add(Kind(kind), StageLayout.Free(Model.Draft, beside: null)));

    /// <summary>A stage was put into a connector, where it was let fall or where there is room.</summary>
    [JSInvokable]
    public Task<bool> SpliceAsync(string kind, int from, int output, double? x, double? y) => AddAsync(
        $"{kind} added after {Name(from)}",
        () => Model.Insert(Kind(kind), Id(from), new(output), x is { } left && y is { } top ? new(left, top) : null));

    /// <summary>A wire was let go on empty ground: there a stage comes, with its input at the end of the wire.</summary>
    [JSInvokable]
    public Task<bool> AddConnectedAsync(string kind, int from, int output, double x, double y) => AddAsync(
        $"{kind} added after {Name(from)}",
        () => Model.Insert(Kind(kind), Id(from), new(output), StageLayout.Snap(new(x, y - StageShape.PortY))));

    /// <summary>A stage that is there was let fall into a connector.</summary>
    [JSInvokable]
    public Task<bool> SpliceStageAsync(int stage, int from, int output, double dx, double dy) => EditAsync(
        $"{Name(stage)} put after {Name(from)}", () => Model.Splice(Id(stage), new(Id(from), new(output)), dx, dy));

    [JSInvokable]
    public Task<bool> DeleteAsync(int[] stages) => RemoveAsync(stages, "delete", "deleted");

    [JSInvokable]
    public Task<bool> CutAsync(int[] stages) => RemoveAsync(stages, "cut", "cut");

    /// <summary>Gives the stages as text, for the clipboard.</summary>
    [JSInvokable]
    public async Task<string> CopyAsync(int[] stages, bool cut)
    {
        var ids = Ids(stages);

        if (!cut)
        {
            await host.Say($"{Words(ids)} copied");
        }

        return ids.Count == 0 ? "" : StageClipboard.Write(Model.Draft, ids);
    }

    [JSInvokable]
    public Task<bool> PasteAsync(string text) => AddAsync(
        "Pasted", () => Model.Paste(StageClipboard.Read(text, Model.Draft, Model.Live, host.Sealing)));

    [JSInvokable]
    public Task<bool> DuplicateAsync(int[] stages)
    {
        var ids = Ids(stages);

        return AddAsync($"{Words(ids)} duplicated", () => Model.Duplicate(ids));
    }

    /// <summary>Gives why the name is refused, or <see langword="null"/> if the stage has it now.</summary>
    [JSInvokable]
    public async Task<string?> RenameAsync(int stage, string name)
    {
        try
        {
            StageNames.Checked(Model.Draft, Id(stage), name);
        }
        catch (DomainRuleException refusal)
        {
            return refusal.Message;
        }

        await EditAsync($"Renamed to {name}", () => Model.Rename(Id(stage), name));

        return null;
    }

    /// <summary>Gives the stages that another cannot be connected to, by the reason.</summary>
    [JSInvokable]
    public Dictionary<string, int[]> RefusalsAsync(int from) => keys.Find(from) is { } stage
        ? ConnectRules.Refusals(Model.Draft, stage)
            .GroupBy(refusal => refusal.Value, refusal => keys[refusal.Key])
            .ToDictionary(group => group.Key, group => group.ToArray())
        : [];

    [JSInvokable]
    public Task SelectAsync(int[] stages)
    {
        Model.Select(keys.Find(stages));

        return host.Selected();
    }

    [JSInvokable]
    public Task OpenAsync(int stage) => keys.Find(stage) is { } id ? host.Open(id) : Task.CompletedTask;

    [JSInvokable]
    public Task CloseAsync() => host.Close();

    [JSInvokable]
    public Task RerunAsync(int stage) => keys.Find(stage) is { } id ? host.Rerun(id) : Task.CompletedTask;

    /// <summary>Says something to those who listen.</summary>
    [JSInvokable]
    public Task SayAsync(string words) => host.Say(words);

    private async Task<bool> AddAsync(string said, Action change)
    {
        var isAdded = await EditAsync(said, change);

        if (isAdded)
        {
            host.Added();
        }

        return isAdded;
    }

    private Task<bool> RemoveAsync(int[] stages, string verb, string done)
    {
        var ids = Ids(stages);
        var free = ids.Where(id => Model.Draft.Find(id) is not null && Model.Protection(id) is null).ToList();

        return RemoveAsync(
            $"{Words(free.Count > 0 ? free : ids)} {done}",
            () => Model.Remove(ids, verb).ToList().ForEach(reason => _ = host.Warn(reason)));
    }

    private Task<bool> EditAsync(string said, Action change) =>
        host.ReadOnly() ? Task.FromResult(false) : host.Edit(said, change);

    private Task<bool> RemoveAsync(string said, Action change) =>
        host.ReadOnly() ? Task.FromResult(false) : host.Remove(said, change);

    private IReadOnlyList<StageId> Ids(int[] stages) => keys.Find(stages);

    private StageId Id(int key) => keys.Find(key)
        ?? throw new DomainRuleException("canvas.stage", "That stage is gone.");

    private static StageKind Kind(string name) => StageCatalog.Find(name)
        ?? throw new DomainRuleException("canvas.kind", $"{name} stages cannot be added.");

    private string Words(IReadOnlyList<StageId> ids) =>
        ids is [var one] ? Model.Draft.Find(one)?.Name ?? "The stage" : StageFace.Number(ids.Count, "stage");

    private string Name(int key, int output) =>
        Find(key)?.Port(new(output)) is { IsPlain: false } port ? $"{port.Name} output of {Name(key)}" : Name(key);

    private string Name(int key) => Find(key)?.Name ?? "The stage";

    private Stage? Find(int key) => keys.Find(key) is { } id ? Model.Draft.Find(id) : null;
}
