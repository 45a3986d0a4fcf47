using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>Short numbers for the stages on a canvas, so that a gesture over many of them is a short message.</summary>
/// <remarks>A stage keeps its number as long as the canvas lives, even if it is deleted and comes back.</remarks>
internal sealed class StageKeys
{
    private readonly Dictionary<StageId, int> _keys = [];
    private readonly List<StageId> _stages = [];

    public int this[StageId stage]
    {
        get
        {
            if (!_keys.TryGetValue(stage, out var key))
            {
                key = _keys[stage] = _stages.Count;
                _stages.Add(stage);
            }

            return key;
        }
    }

    /// <summary>Finds a stage, or <see langword="null"/> if none has had that number.</summary>
    public StageId? Find(int key) => key >= 0 && key < _stages.Count ? _stages[key] : null;

    /// <summary>Finds stages; numbers that none has had are passed over.</summary>
    public IReadOnlyList<StageId> Find(IEnumerable<int> keys) => [.. keys.Select(Find).OfType<StageId>()];
}
