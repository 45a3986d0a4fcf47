namespace WebhookStudio.Features.Deliveries.Sending;

/// <summary>Registers what sends.</summary>
internal static class SenderModule
{
    public static IServiceCollection AddSender(this IServiceCollection services)
    {
        services.AddSingleton<IReceiverAddresses, ReceiverAddresses>();
        services.AddSingleton(new ReceiverTrust());
        services.AddSingleton<ReceiverDialer>();
        services.AddSingleton<ReceiverConnections>();
        services.AddSingleton<IWebhookSender, HttpWebhookSender>();

        return services;
    }
}
