using Microsoft.AspNetCore.Components;
using WebhookStudio.Platform;

namespace WebhookStudio.Components;

/// <summary>The pages, and what the first request knew about the browser.</summary>
public sealed partial class Routes : ComponentBase
{
    [Inject]
    public required BrowserTime Time { get; init; }

    /// <summary>Gets or sets the browser's IANA time zone; null before it has been told.</summary>
    [Parameter]
    public string? TimeZone { get; set; }

    /// <summary>Gets or sets whether the navigation was last left as icons only.</summary>
    [Parameter]
    public bool NavMini { get; set; }

    protected override void OnInitialized() => Time.UseZone(TimeZone);
}
