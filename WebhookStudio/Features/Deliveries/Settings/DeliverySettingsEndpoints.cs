using WebhookStudio.Features.Api;

namespace WebhookStudio.Features.Deliveries.Settings;

/// <summary>The settings of the delivery engine: registered, and read in the API.</summary>
internal static class DeliverySettingsEndpoints
{
    public static IServiceCollection AddDeliverySettings(this IServiceCollection services) =>
        services.AddSingleton<DeliverySettings>();

    public static void Map(IEndpointRouteBuilder managers) => managers.MapGet("/deliverySettings", Get);

    private static IResult Get(DeliverySettings settings) => ApiJson.Success(new
    {
        settings = settings.Groups.SelectMany(group => group).Select(Write),
        outcomes = OutcomeTable.Rows.Select(Write),
    });

    private static object Write(DeliverySetting setting) => new
    {
        group = setting.Group,
        name = setting.Name,
        key = setting.Key,
        value = setting.Value.Raw,
        @default = setting.Default.Raw,
        text = setting.Value.Text,
        meaning = setting.Meaning,
    };

    private static object Write(OutcomeRow row) => new
    {
        outcome = row.Outcome,
        codes = row.Codes,
        then = row.Then.ToString().ToLowerInvariant(),
        countsForCircuit = row.CountsForCircuit,
    };
}
