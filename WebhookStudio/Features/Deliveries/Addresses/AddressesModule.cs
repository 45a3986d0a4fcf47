using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries.Addresses;

/// <summary>Registers what decides which addresses webhooks may be sent to.</summary>
internal static class AddressesModule
{
    public static IServiceCollection AddReceiverAddresses(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<AddressOptions>, AddressOptionsValidator>();

        // Read by hand: the binder fails on a list, with words that help nobody, before the validator can say what is wrong.
        services.AddOptions<AddressOptions>()
            .Configure<IConfiguration>((options, configuration) => options.AllowedNetworks = configuration[AddressPolicy.Setting])
            .ValidateOnStart();
        services.TryAddSingleton<IHostResolver, SystemHostResolver>();
        services.AddSingleton<BoundAddresses>();
        services.AddSingleton<ReceiverPolicy>();
        services.AddSingleton<TestReceiverUrls>();
        services.AddSingleton<TestReceiverAddresses>();
        services.AddSingleton<IReceiverAddresses, ReceiverAddresses>();
        services.AddSingleton<IReceiverUrls, ReceiverUrls>();

        return services;
    }

    /// <summary>Makes what webhooks are sent through: one connection pool for the application's own test receivers, one for
    /// everything else.</summary>
    /// <param name="provider">The services.</param>
    /// <param name="create">Makes a handler with a pool of its own that dials only what these addresses give.</param>
    public static HttpMessageHandler CreatePools(
        this IServiceProvider provider, Func<IReceiverAddresses, HttpMessageHandler> create) => new TestReceiverPools(
            provider.GetRequiredService<TestReceiverUrls>(),
            create(provider.GetRequiredService<TestReceiverAddresses>()),
            create(provider.GetRequiredService<IReceiverAddresses>()));
}
