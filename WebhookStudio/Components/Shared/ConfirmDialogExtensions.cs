using MudBlazor;

namespace WebhookStudio.Components.Shared;

/// <summary>Asking for confirmation in one call.</summary>
public static class ConfirmDialogExtensions
{
    /// <summary>Shows a <see cref="ConfirmDialog"/> and says whether the person confirmed.</summary>
    public static async Task<bool> ConfirmAsync(
        this IDialogService dialogs, string title, string text, string confirmText, bool danger = false)
    {
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { dialog => dialog.Title, title },
            { dialog => dialog.Text, text },
            { dialog => dialog.ConfirmText, confirmText },
            { dialog => dialog.Danger, danger },
        };
        var options = new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true };
        var dialog = await dialogs.ShowAsync<ConfirmDialog>(null, parameters, options);
        var result = await dialog.Result;

        return result is { Canceled: false };
    }
}
