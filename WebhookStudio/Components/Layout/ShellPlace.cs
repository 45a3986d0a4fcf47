namespace WebhookStudio.Components.Layout;

/// <summary>Where an address lies: the project and the part of it, as far as the address says so.</summary>
/// <param name="ProjectId">24 hexadecimal digits, or null outside of a project.</param>
/// <param name="Section">The segment that names the screen, for example <c>tasks</c>; empty on the first page.</param>
public sealed record ShellPlace(string? ProjectId, string Section)
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        [""] = "Projects",
        ["overview"] = "Overview",
        ["workflow"] = "Workflow",
        ["label"] = "Label",
        ["review"] = "Review",
        ["tasks"] = "Tasks",
        ["logs"] = "Logs",
        ["exports"] = "Exports",
        ["receiver"] = "Test receiver",
        ["account"] = "API keys",
        ["settings"] = "Delivery settings",
    };

    /// <summary>Gets the words for the breadcrumb; null where there are none.</summary>
    public string? Title => (ProjectId, Section) switch
    {
        (not null, "") => null,
        (not null, "settings") => "Settings",
        _ => Words.GetValueOrDefault(Section),
    };

    /// <summary>Gets whether the page is a canvas, which gets the width of the navigation.</summary>
    public bool IsCanvas => ProjectId is not null && Section is "workflow" or "label" or "review";

    /// <summary>Reads a path relative to the base address, with or without query and fragment.</summary>
    public static ShellPlace Parse(string relativePath)
    {
        var path = relativePath.Split('?', '#')[0];
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);

        if (parts is ["projects", var id, ..] && id.Length == 24 && id.All(char.IsAsciiHexDigit))
        {
            return new(id, parts.Length > 2 ? parts[2].ToLowerInvariant() : "");
        }

        return new(null, parts.Length > 0 ? parts[0].ToLowerInvariant() : "");
    }
}
