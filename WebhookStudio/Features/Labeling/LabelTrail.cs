using WebhookStudio.Domain;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Features.Labeling;

/// <summary>The tasks that were opened one after another, so that a labeler can go back.</summary>
internal sealed class LabelTrail
{
    private readonly List<Id<LabelTask>> _opened = [];

    /// <summary>Gets the task that was open before this one; <see langword="null"/> if this is the first.</summary>
    public Id<LabelTask>? Previous => _opened.Count > 1 ? _opened[^2] : null;

    /// <summary>Notes that a task is open now. Opening the same one again changes nothing.</summary>
    public void Open(Id<LabelTask> task)
    {
        if (_opened.Count == 0 || _opened[^1] != task)
        {
            _opened.Add(task);
        }
    }

    /// <summary>Goes back. The task that was left is no longer part of the trail.</summary>
    /// <returns>The task to open, or <see langword="null"/> if there is none before this one.</returns>
    public Id<LabelTask>? Back()
    {
        var previous = Previous;

        if (previous is not null)
        {
            _opened.RemoveAt(_opened.Count - 1);
        }

        return previous;
    }
}
