using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Finds what has not ended.</summary>
internal static class OwedDeliveries
{
    /// <summary>Leaves out what has ended. The indexes know only the others: whoever asks for a status that is owed says
    /// this as well, or the database reads all that were ever delivered.</summary>
    public static IQueryable<WebhookDelivery> Owed(this IQueryable<WebhookDelivery> deliveries) =>
        deliveries.Where(d => d.Status < DeliveryStatus.Delivered);
}
