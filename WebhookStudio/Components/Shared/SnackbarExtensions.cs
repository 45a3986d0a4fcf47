using MudBlazor;

namespace WebhookStudio.Components.Shared;

/// <summary>Toasts that behave alike on every screen.</summary>
public static class SnackbarExtensions
{
    /// <summary>Says what has been done; goes by itself after six seconds.</summary>
    public static void Done(this ISnackbar snackbar, string message) => snackbar.Add(message, Severity.Success);

    /// <summary>Says what did not work and what to do next; stays until it is closed.</summary>
    public static void Failed(this ISnackbar snackbar, string message) =>
        snackbar.Add(message, Severity.Error, options => options.RequireInteraction = true);
}
