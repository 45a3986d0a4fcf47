namespace WebhookStudio.Features.Labeling;

internal static class LabelingModule
{
    public static IServiceCollection AddLabeling(this IServiceCollection services) => services
        .AddSingleton<LabelSheets>()
        .AddSingleton<LabelOutcomes>()
        .AddScoped<ILabelingService, LabelingService>();
}
