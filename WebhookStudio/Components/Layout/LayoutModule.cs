using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;
using MudBlazor.Services;
using WebhookStudio.Platform;

namespace WebhookStudio.Components.Layout;

/// <summary>The frame: MudBlazor, the reader's clock, and what the navigation shows.</summary>
public static class LayoutModule
{
    /// <summary>Adds what the frame needs.</summary>
    public static IServiceCollection AddLayout(this IServiceCollection services)
    {
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            mud.SnackbarConfiguration.VisibleStateDuration = 6000;
            mud.SnackbarConfiguration.ShowTransitionDuration = 120;
            mud.SnackbarConfiguration.HideTransitionDuration = 180;
            mud.SnackbarConfiguration.MaximumOpacity = 100;
            mud.SnackbarConfiguration.PreventDuplicates = false;
            mud.SnackbarConfiguration.SuccessIcon = StateGlyphs.Delivered;
            mud.SnackbarConfiguration.InfoIcon = StateGlyphs.Info;
            mud.SnackbarConfiguration.WarningIcon = StateGlyphs.Warning;
            mud.SnackbarConfiguration.ErrorIcon = StateGlyphs.Failed;
        });
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<BrowserTime>();
        services.AddScoped<ShellMode>();

        return services;
    }
}
