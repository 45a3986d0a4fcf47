using WebhookStudio.Components.Layout;

namespace WebhookStudio.Features.Projects;

/// <summary>The pages that the command palette lists; the navigation has the same ones.</summary>
internal static class CommandPages
{
    public static IEnumerable<CommandEntry> OfProject(string id, bool manages)
    {
        if (manages)
        {
            yield return new("Pages", "Overview", "i-overview", $"/projects/{id}/overview");
        }

        yield return new("Pages", "Workflow", "i-workflow", $"/projects/{id}/workflow");
        yield return new("Pages", "Label", "i-label", $"/projects/{id}/label");
        yield return new("Pages", "Tasks", "i-tasks", $"/projects/{id}/tasks");

        if (manages)
        {
            yield return new("Pages", "Logs", "i-logs", $"/projects/{id}/logs?range=24h");
            yield return new("Pages", "Exports", "i-exports", $"/projects/{id}/exports");
            yield return new("Pages", "Test receiver", "i-receiver", $"/projects/{id}/receiver");
            yield return new("Pages", "Settings", "i-settings", $"/projects/{id}/settings");
        }
    }

    public static IEnumerable<CommandEntry> OfInstance(bool manages)
    {
        yield return new("Everywhere", "All projects", "i-projects", "/");
        yield return new("Everywhere", "API keys", "i-key", "/account/keys");

        if (manages)
        {
            yield return new("Everywhere", "Delivery settings", "i-settings", "/settings/delivery");
            yield return new("Everywhere", "Jobs", "i-jobs", "/hangfire") { Outside = true };
        }
    }
}
