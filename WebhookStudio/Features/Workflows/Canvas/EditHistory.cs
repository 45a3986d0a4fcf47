using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>The steps of an edit, back and forth.</summary>
internal sealed class EditHistory(Workflow first)
{
    /// <summary>How many steps are kept; older ones can no longer be undone.</summary>
    public const int MaxSteps = 200;

    private readonly List<(string Words, Workflow Result)> _steps = [("", first)];
    private int _at;

    public Workflow Current => _steps[_at].Result;

    public string? UndoWords => _at > 0 ? _steps[_at].Words : null;

    public string? RedoWords => _at < _steps.Count - 1 ? _steps[_at + 1].Words : null;

    public bool Do(string words, Workflow result)
    {
        _steps.RemoveRange(_at + 1, _steps.Count - _at - 1);
        _steps.Add((words, result));

        if (_steps.Count > MaxSteps)
        {
            _steps.RemoveAt(0);
        }

        _at = _steps.Count - 1;

        return true;
    }

    public bool Undo()
    {
        if (_at == 0)
        {
            return false;
        }

        _at--;

        return true;
    }

    public bool Redo()
    {
        if (_at == _steps.Count - 1)
        {
            return false;
        }

        _at++;

        return true;
    }

    public void Reset(Workflow to)
    {
        _steps.Clear();
        _steps.Add(("", to));
        _at = 0;
    }
}
