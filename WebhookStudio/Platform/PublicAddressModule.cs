using Microsoft.Extensions.DependencyInjection.Extensions;

namespace WebhookStudio.Platform;

internal static class PublicAddressModule
{
    /// <summary>Adds what knows under which address the server is reached; a wrong address stops the start.</summary>
    public static IServiceCollection AddPublicAddress(this IServiceCollection services)
    {
        services.AddOptions<PublicAddressOptions>()
            .BindConfiguration(PublicAddressOptions.SectionName)
            .Validate(
                PublicAddressOptions.IsValid,
                "WebhookStudio:PublicUrl must be an address like https://studio.example, without user name, query and '#'.")
            .ValidateOnStart();
        services.TryAddSingleton<IPublicAddress, PublicAddress>();

        return services;
    }
}
