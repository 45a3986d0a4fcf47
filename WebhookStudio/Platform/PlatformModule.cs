namespace WebhookStudio.Platform;

/// <summary>Registers what every feature uses.</summary>
internal static class PlatformModule
{
    public static IServiceCollection AddPlatform(this IServiceCollection services)
    {
        services.AddSingleton<ISecretProtector, SecretProtector>();
        services.AddSingleton<IProjectFeed, ProjectFeed>();

        return services;
    }
}
