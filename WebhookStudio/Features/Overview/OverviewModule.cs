namespace WebhookStudio.Features.Overview;

/// <summary>Registers the overview of a project and its first steps.</summary>
internal static class OverviewModule
{
    public static IServiceCollection AddOverview(this IServiceCollection services) => services
        .AddSingleton<AttentionReader>()
        .AddSingleton<IOverview, OverviewReader>()
        .AddSingleton<IFirstSteps, FirstStepsReader>();
}
