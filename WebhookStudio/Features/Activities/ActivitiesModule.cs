namespace WebhookStudio.Features.Activities;

/// <summary>Registers the board of activities. Each kind of work registers its own source.</summary>
internal static class ActivitiesModule
{
    public static IServiceCollection AddActivities(this IServiceCollection services) =>
        services.AddSingleton<IActivityBoard, ActivityBoard>();
}
