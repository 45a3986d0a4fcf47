using Microsoft.AspNetCore.Components;
using WebhookStudio.Components.Shared;
using WebhookStudio.Domain.Schema;

namespace WebhookStudio.Features.Projects;

/// <summary>A class in the schema dialog.</summary>
public sealed partial class SchemaToolRow : ComponentBase
{
    private static readonly string[] Digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

    private readonly TypedText _text = new();

    private ElementReference _title;
    private bool _hadFocus;
    private bool _takesFocus;

    [Parameter, EditorRequired]
    public required LabelTool Tool { get; set; }

    /// <summary>Gets or sets the place in the list, from 1.</summary>
    [Parameter, EditorRequired]
    public int Number { get; set; }

    [Parameter]
    public bool IsLast { get; set; }

    [Parameter]
    public IReadOnlyList<SchemaProblem> Problems { get; set; } = [];

    /// <summary>Gets or sets whether the title takes the focus when this becomes true.</summary>
    [Parameter]
    public bool Focus { get; set; }

    [Parameter]
    public EventCallback<LabelTool> OnChange { get; set; }

    [Parameter]
    public EventCallback<int> OnMove { get; set; }

    [Parameter]
    public EventCallback OnRemove { get; set; }

    private string Name => Tool.Title.Length > 0 ? Tool.Title : $"class {Number}";

    private string KindWord => SchemaWords.Kind(Tool.Tool);

    /// <summary>Gets the digits, and a key that was set elsewhere.</summary>
    private IEnumerable<string> Keys =>
        Tool.ShortcutKey is { Length: > 0 } key && !Digits.Contains(key) ? [.. Digits, key] : Digits;

    protected override void OnParametersSet()
    {
        _text.Give(Tool.Title);

        _takesFocus |= Focus && !_hadFocus;
        _hadFocus = Focus;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_takesFocus)
        {
            _takesFocus = false;
            await _title.FocusAsync();
        }
    }

    private Task TypeAsync(string? title)
    {
        _text.Type(title);

        return ChangeAsync(Tool with { Title = _text.Text });
    }

    private static string Text(ChangeEventArgs args) => args.Value?.ToString() ?? "";

    private Task ChangeAsync(LabelTool tool) => OnChange.InvokeAsync(tool);

    private string? Message(string field) => Problems.FirstOrDefault(problem => problem.Field == field)?.Message;
}
