using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;
using WebhookStudio.Features.Workflows.Drafts;

namespace WebhookStudio.Features.Workflows;

/// <summary>Asks before changes that are not live are left behind. Moving about within the editor is not leaving. The browser
/// asks only while the draft is not stored.</summary>
public sealed partial class LeaveGuard : ComponentBase
{
    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Gets or sets how many changes are not live.</summary>
    [Parameter]
    public int Changes { get; set; }

    /// <summary>Gets or sets whether closing the browser would lose something.</summary>
    [Parameter]
    public bool AtRisk { get; set; }

    /// <summary>Gets or sets what stores the draft now, and says whether it is stored.</summary>
    [Parameter, EditorRequired]
    public required Func<Task<bool>> Store { get; set; }

    /// <summary>Gets or sets what makes the draft live, and says whether it is.</summary>
    [Parameter, EditorRequired]
    public required Func<Task<bool>> Save { get; set; }

    private async Task GuardAsync(LocationChangingContext context)
    {
        var path = Navigation.ToAbsoluteUri(context.TargetLocation).AbsolutePath;

        if (Changes == 0 || path == Navigation.ToAbsoluteUri(Navigation.Uri).AbsolutePath)
        {
            return;
        }

        var may = await Dialogs.AskLeaveAsync(Changes) switch
        {
            LeaveChoice.Leave => await Store(),
            LeaveChoice.Save => await Save(),
            _ => false,
        };

        if (!may)
        {
            context.PreventNavigation();
        }
    }
}
