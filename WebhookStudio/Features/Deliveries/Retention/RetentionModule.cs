namespace WebhookStudio.Features.Deliveries.Retention;

/// <summary>Registers the pruning of old bodies and logs.</summary>
internal static class RetentionModule
{
    public static IServiceCollection AddRetention(this IServiceCollection services)
    {
        services.AddOptions<RetentionOptions>()
            .BindConfiguration(RetentionOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<DeliveryPruning>();
        services.AddHostedService<RetentionJobs>();

        return services;
    }
}
