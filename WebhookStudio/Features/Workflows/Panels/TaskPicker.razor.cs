using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Tasks;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>Chooses a task of a project: typing lists those whose external ID has the letters.</summary>
public sealed partial class TaskPicker : ComponentBase, IDisposable
{
    private const int MostShown = 8;

    private CancellationTokenSource _searching = new();
    private IReadOnlyList<TaskRow> _found = [];
    private string _text = "";
    private string? _problem;
    private int _active = -1;

    [Inject]
    public required ITaskList Tasks { get; init; }

    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter, EditorRequired]
    public Id<Project> Project { get; set; }

    /// <summary>Gets or sets what takes the task, or <see langword="null"/> when none is called what was typed.</summary>
    [Parameter]
    public EventCallback<TaskRow?> OnChosen { get; set; }

    private bool IsOpen => _found.Count > 0;

    public void Dispose()
    {
        _searching.Cancel();
        _searching.Dispose();
    }

    private string OptionId(int index) => $"{Id}-{index}";

    private void Close() => (_found, _active) = ([], -1);

    private async Task SearchAsync(string? text)
    {
        _text = text ?? "";
        _problem = null;
        _active = -1;

        if (await FindAsync(_text.Trim()) is { } found)
        {
            _found = found;
        }
    }

    /// <summary>Takes what was typed: the task called exactly so, else the first whose external ID has it.</summary>
    private async Task ChooseTypedAsync(ChangeEventArgs args)
    {
        _text = args.Value?.ToString()?.Trim() ?? "";
        var found = await FindAsync(_text) ?? [];
        var task = found.FirstOrDefault(each => each.ExternalId == _text) ?? (found is [var first, ..] ? first : null);

        if (task is not null)
        {
            await ChooseAsync(task);
            return;
        }

        Close();
        _problem = $"No task is called '{_text}'. Use an external ID or a task ID of this project.";
        await OnChosen.InvokeAsync(null);
    }

    private async Task ChooseAsync(TaskRow task)
    {
        Close();
        (_text, _problem) = (task.ExternalId, null);
        await OnChosen.InvokeAsync(task);
    }

    private async Task OnKeyAsync(KeyboardEventArgs args)
    {
        switch (args.Key)
        {
            case "ArrowDown" when IsOpen:
                _active = (_active + 1) % _found.Count;
                break;
            case "ArrowUp" when IsOpen:
                _active = _active <= 0 ? _found.Count - 1 : _active - 1;
                break;
            case "Enter" when _active >= 0 && _active < _found.Count:
                await ChooseAsync(_found[_active]);
                break;
            case "Escape":
                Close();
                break;
        }
    }

    /// <returns>What was found; <see langword="null"/> if something else is searched for by now.</returns>
    private async Task<IReadOnlyList<TaskRow>?> FindAsync(string text)
    {
        await _searching.CancelAsync();
        _searching.Dispose();
        _searching = new();

        try
        {
            return text.Length == 0
                ? []
                : (await Tasks.ListAsync(new(Project) { Search = text, Size = MostShown }, _searching.Token)).Items;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
