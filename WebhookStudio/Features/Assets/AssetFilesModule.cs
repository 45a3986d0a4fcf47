using Microsoft.Extensions.DependencyInjection.Extensions;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Assets;

internal static class AssetFilesModule
{
    /// <summary>Adds the store of uploaded files.</summary>
    public static IServiceCollection AddAssetFiles(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => DataFolder.Of(
            provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IHostEnvironment>()));
        services.AddSingleton<AssetFileToken>();
        services.AddSingleton<AssetFiles>();
        services.AddSingleton<IAssetFiles>(provider => provider.GetRequiredService<AssetFiles>());
        services.AddSingleton<IAssetRemoval>(provider => provider.GetRequiredService<AssetFiles>());

        return services;
    }
}
