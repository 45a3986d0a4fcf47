using Microsoft.Extensions.Options;

namespace WebhookStudio.Features.Alerts;

/// <summary>Registers alerts.</summary>
internal static class AlertsModule
{
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<AlertOptions>, AlertOptionsValidator>();
        services.AddOptions<AlertOptions>().BindConfiguration(AlertOptions.SectionName).ValidateOnStart();
        services.AddSingleton<AlertSender>();
        services.AddSingleton<AlertWatch>();
        services.AddSingleton<IAlertJobs, HangfireAlertJobs>();
        services.AddSingleton<IAlerts, Alerts>();
        services.AddHostedService<AlertWatching>();

        return services;
    }
}
