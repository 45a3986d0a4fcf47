using Microsoft.AspNetCore.Components;
using WebhookStudio.Platform;

namespace WebhookStudio.Components.Shared;

/// <summary>
/// A moment in the reader's time zone: relative ("2 min ago") with the exact time as tooltip, or the other way round.
/// </summary>
public sealed partial class Instant : ComponentBase
{
    [Inject]
    public required BrowserTime Time { get; init; }

    [Parameter, EditorRequired]
    public DateTimeOffset At { get; set; }

    /// <summary>Gets or sets whether the exact time is shown, as logs do.</summary>
    [Parameter]
    public bool Absolute { get; set; }
}
