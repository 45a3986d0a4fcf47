using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using WebhookStudio.Components.Shared;
using WebhookStudio.Domain.Schema;

namespace WebhookStudio.Features.Projects;

/// <summary>An option of a question in the schema dialog; Enter asks for the next one.</summary>
public sealed partial class SchemaOptionRow : ComponentBase
{
    private readonly TypedText _text = new();

    private ElementReference _value;
    private bool _hadFocus;
    private bool _takesFocus;

    [Parameter, EditorRequired]
    public required ClassificationOption Option { get; set; }

    /// <summary>Gets or sets the place in the list, from 1.</summary>
    [Parameter, EditorRequired]
    public int Number { get; set; }

    /// <summary>Gets or sets what the question is called.</summary>
    [Parameter, EditorRequired]
    public required string Question { get; set; }

    [Parameter]
    public string? Problem { get; set; }

    /// <summary>Gets or sets whether the field takes the focus when this becomes true.</summary>
    [Parameter]
    public bool Focus { get; set; }

    [Parameter]
    public EventCallback<ClassificationOption> OnChange { get; set; }

    [Parameter]
    public EventCallback OnNext { get; set; }

    [Parameter]
    public EventCallback OnRemove { get; set; }

    protected override void OnParametersSet()
    {
        _text.Give(Option.Value);

        _takesFocus |= Focus && !_hadFocus;
        _hadFocus = Focus;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_takesFocus)
        {
            _takesFocus = false;
            await _value.FocusAsync();
        }
    }

    private Task ChangeAsync(string? value)
    {
        _text.Type(value);

        return OnChange.InvokeAsync(Option with { Value = _text.Text });
    }

    private Task OnKeyAsync(KeyboardEventArgs args) => args.Key == "Enter" ? OnNext.InvokeAsync() : Task.CompletedTask;
}
