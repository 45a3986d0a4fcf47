using WebhookStudio.Domain;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Features.Tasks;

/// <summary>The tasks that are ticked, on whatever page they are.</summary>
public sealed class TaskSelection
{
    private readonly HashSet<Id<LabelTask>> _chosen = [];
    private readonly HashSet<Id<LabelTask>> _failing = [];

    public int Count => _chosen.Count;

    public IReadOnlyList<Id<LabelTask>> Chosen => [.. _chosen];

    /// <summary>Gets those whose webhook can be re-run.</summary>
    public IReadOnlyList<Id<LabelTask>> Failing => [.. _failing];

    public bool Contains(TaskRow row) => _chosen.Contains(row.Id);

    public void Set(TaskRow row, bool isChosen)
    {
        if (isChosen)
        {
            _chosen.Add(row.Id);
        }
        else
        {
            _chosen.Remove(row.Id);
        }

        Note(row);
    }

    public void Set(IEnumerable<Id<LabelTask>> chosen, IEnumerable<Id<LabelTask>> failing)
    {
        Clear();
        _chosen.UnionWith(chosen);
        _failing.UnionWith(failing);
        _failing.IntersectWith(_chosen);
    }

    /// <summary>Takes in how the chosen tasks stand now.</summary>
    public void Refresh(IEnumerable<TaskRow> rows)
    {
        foreach (var row in rows)
        {
            Note(row);
        }
    }

    public void Clear()
    {
        _chosen.Clear();
        _failing.Clear();
    }

    private void Note(TaskRow row)
    {
        if (row.IsFailing && _chosen.Contains(row.Id))
        {
            _failing.Add(row.Id);
        }
        else
        {
            _failing.Remove(row.Id);
        }
    }
}
