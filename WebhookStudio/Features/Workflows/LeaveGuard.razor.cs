using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;
using WebhookStudio.Components.Shared;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Features.Workflows;

/// <summary>Asks before unsaved changes are left behind. Moving about within the editor is not leaving.</summary>
public sealed partial class LeaveGuard : ComponentBase
{
    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Gets or sets how many changes would be lost.</summary>
    [Parameter]
    public int Changes { get; set; }

    private async Task GuardAsync(LocationChangingContext context)
    {
        var path = Navigation.ToAbsoluteUri(context.TargetLocation).AbsolutePath;

        if (Changes == 0 || path == Navigation.ToAbsoluteUri(Navigation.Uri).AbsolutePath)
        {
            return;
        }

        var changes = StageFace.Number(Changes, "change");
        var text = $"{changes} to the workflow {(Changes == 1 ? "is" : "are")} not live yet and will be lost.";

        if (!await Dialogs.ConfirmAsync("Leave without saving?", text, $"Discard {changes}", danger: true))
        {
            context.PreventNavigation();
        }
    }
}
