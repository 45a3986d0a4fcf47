namespace WebhookStudio.Features.Samples;

internal static class SamplesModule
{
    /// <summary>Adds the sample project, and makes it on an unattended start if the configuration asks for it.</summary>
    public static IServiceCollection AddSamples(this IServiceCollection services)
    {
        services.AddSingleton<SampleMarker>();
        services.AddScoped<ISampleProject, SampleProject>();
        services.AddHostedService<SampleProjectStart>();

        return services;
    }
}
