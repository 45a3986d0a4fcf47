using WebhookStudio.Components.Shared;
using WebhookStudio.Domain.Alerts;

namespace WebhookStudio.Features.Alerts;

/// <summary>What alerts look like.</summary>
internal static class AlertLook
{
    /// <summary>Gets the state that lends an alert its icon and tone.</summary>
    public static StudioState Of(StageAlert alert) => alert switch
    {
        { Kind: not AlertKind.Recovered } => StudioState.Held,
        { Cause: not null } => StudioState.Off,
        _ => StudioState.Delivered,
    };
}
