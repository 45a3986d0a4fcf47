using WebhookStudio.Components.Layout;

namespace WebhookStudio.Tests.Components;

public sealed class ShellPlaceTests
{
    private const string Id = "65a1b2c3d4e5f60718293a4b";

    [Theory]
    [InlineData("", null, "", "Projects", false)]
    [InlineData("account/keys", null, "account", "API keys", false)]
    [InlineData("settings/delivery", null, "settings", "Delivery settings", false)]
    [InlineData($"projects/{Id}/tasks?view=held", Id, "tasks", "Tasks", false)]
    [InlineData($"projects/{Id}/workflow#main", Id, "workflow", "Workflow", true)]
    [InlineData($"projects/{Id}/Label", Id, "label", "Label", true)]
    [InlineData($"projects/{Id}", Id, "", null, false)]
    [InlineData("projects/no-id/tasks", null, "projects", null, false)]
    [InlineData("label", null, "label", "Label", false)]
    public void Parse_Path_FindsProjectAndScreen(string path, string? projectId, string section, string? title, bool canvas)
    {
        var place = ShellPlace.Parse(path);

        Assert.Equal((projectId, section, title, canvas), (place.ProjectId, place.Section, place.Title, place.IsCanvas));
    }
}
