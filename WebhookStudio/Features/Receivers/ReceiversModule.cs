using Microsoft.Extensions.DependencyInjection.Extensions;

namespace WebhookStudio.Features.Receivers;

internal static class ReceiversModule
{
    /// <summary>Adds the built-in test receivers.</summary>
    public static IServiceCollection AddReceivers(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ReceiverGate>();
        services.AddSingleton<ReceiverTargets>();
        services.AddSingleton<ReceivedStore>();
        services.AddSingleton<ReceiverIntake>();
        services.AddSingleton<ITestReceivers, TestReceivers>();
        services.AddSingleton<IReceivedLog, ReceivedLog>();

        return services;
    }
}
