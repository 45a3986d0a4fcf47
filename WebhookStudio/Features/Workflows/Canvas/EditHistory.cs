using System.Collections.Immutable;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>The steps of an edit, back and forth, each with what was selected before and after it.</summary>
internal sealed class EditHistory(Workflow first)
{
    /// <summary>How many steps are kept; older ones can no longer be undone.</summary>
    public const int MaxSteps = 200;

    private readonly List<Step> _steps = [new("", first, [], [])];
    private int _at;

    public Workflow Current => _steps[_at].Result;

    public string? UndoWords => _at > 0 ? _steps[_at].Words : null;

    public string? RedoWords => _at < _steps.Count - 1 ? _steps[_at + 1].Words : null;

    public void Do(string words, Workflow result, ImmutableArray<StageId> before, ImmutableArray<StageId> after)
    {
        _steps.RemoveRange(_at + 1, _steps.Count - _at - 1);
        _steps.Add(new(words, result, before, after));

        if (_steps.Count > MaxSteps)
        {
            _steps.RemoveAt(0);
        }

        _at = _steps.Count - 1;
    }

    /// <summary>Takes the last step back.</summary>
    /// <returns>What was selected before it, or <see langword="null"/> if there is no step.</returns>
    public ImmutableArray<StageId>? Undo() => _at == 0 ? null : _steps[_at--].Before;

    /// <summary>Does the step again that was taken back last.</summary>
    /// <returns>What was selected after it, or <see langword="null"/> if there is no step.</returns>
    public ImmutableArray<StageId>? Redo() => _at == _steps.Count - 1 ? null : _steps[++_at].After;

    public void Reset(Workflow to)
    {
        _steps.Clear();
        _steps.Add(new("", to, [], []));
        _at = 0;
    }

    private sealed record Step(
        string Words, Workflow Result, ImmutableArray<StageId> Before, ImmutableArray<StageId> After);
}
