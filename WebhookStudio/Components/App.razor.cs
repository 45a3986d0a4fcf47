using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace WebhookStudio.Components;

/// <summary>The document around every page: style sheets, scripts, and the theme in the first byte.</summary>
public sealed partial class App : ComponentBase
{
    private static readonly string[] StyleSheets =
    [
        "tokens", "fonts", "base", "mud", "controls", "states", "menus", "tables", "panels", "dialogs", "shell", "commands", "entry",
        "projects", "exports", "schema", "workflow", "canvas", "drafts", "tasks", "task", "logs", "runs", "label", "receiver", "overview",
        "drawer", "stage-list", "activity", "settings",
    ];

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = null!;

    /// <summary>Account pages are plain forms; every other page is interactive.</summary>
    private IComponentRenderMode? PageRenderMode =>
        HttpContext.AcceptsInteractiveRouting() ? RenderMode.InteractiveServer : null;

    private string Theme => HttpContext.Request.Cookies["ws.theme"] switch
    {
        "light" => "light",
        "dark" => "dark",
        _ => "system",
    };

    /// <summary>Only an explicit choice is known here; js/theme.js resolves "system" before the first paint.</summary>
    private string? ThemeClass => Theme == "system" ? null : $"theme-{Theme}";

    private string? TimeZone => HttpContext.Request.Cookies["ws.tz"];

    private bool NavMini => HttpContext.Request.Cookies["ws.nav"] == "mini";
}
