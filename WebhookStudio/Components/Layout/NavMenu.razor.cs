using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace WebhookStudio.Components.Layout;

/// <summary>The navigation at the left: the screens of the project, or those of the instance outside of one.</summary>
public sealed partial class NavMenu : ComponentBase
{
    private ElementReference _element;

    [Parameter, EditorRequired]
    public required ShellPlace Place { get; set; }

    /// <summary>Gets or sets how many tasks of the project wait because their webhook failed.</summary>
    [Parameter]
    public int Failing { get; set; }

    /// <summary>Gets or sets whether tasks of the project are reviewed.</summary>
    [Parameter]
    public bool WithReview { get; set; }

    /// <summary>Gets or sets whether only icons are shown.</summary>
    [Parameter]
    public bool Mini { get; set; }

    [Parameter]
    public EventCallback OnToggle { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    /// <summary>Moves the focus in, after the narrow sheet has opened.</summary>
    public ValueTask FocusAsync() => _element.FocusAsync();

    private Task CloseOnEscape(KeyboardEventArgs args) => args.Key == "Escape" ? OnClose.InvokeAsync() : Task.CompletedTask;
}
