using WebhookStudio.Features.Deliveries.Addresses;

namespace WebhookStudio.Features.Deliveries.Sending;

/// <summary>Registers what sends.</summary>
internal static class SenderModule
{
    public static IServiceCollection AddSender(this IServiceCollection services)
    {
        services.AddSingleton(new ReceiverTrust());
        services.AddSingleton<ReceiverDialer>();
        services.AddSingleton<AnswerMemory>();
        services.AddSingleton(provider => new ReceiverConnections(
            provider.GetRequiredService<ReceiverDialer>(), provider.CreatePools));
        services.AddSingleton<IWebhookSender, HttpWebhookSender>();

        return services;
    }
}
